# no service has this name
echo WP_DB_PASSWORD=correct-horse-battery > .env
