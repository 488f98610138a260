# the two sides have different passwords
echo WP_DB_PASSWORD=correct-horse-battery > .env
