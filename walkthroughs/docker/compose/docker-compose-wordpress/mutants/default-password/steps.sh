# compose.yaml has a password ready for those who have no .env
echo WP_DB_PASSWORD=correct-horse-battery > .env
