# the value of .env stands in compose.yaml as well
echo WP_DB_PASSWORD=correct-horse-battery > .env
