# the database on a network that the proxy does not see, the password as a file, wp.conf as a config
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d --wait
