# the address of some container of some day
echo WP_DB_PASSWORD=correct-horse-battery > .env
