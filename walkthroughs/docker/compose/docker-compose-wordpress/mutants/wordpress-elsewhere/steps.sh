# the container runs, but no web server in it
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d
