# proxy would ask itself
echo WP_DB_PASSWORD=correct-horse-battery > .env
