# the published port instead of the one of the container
echo WP_DB_PASSWORD=correct-horse-battery > .env
