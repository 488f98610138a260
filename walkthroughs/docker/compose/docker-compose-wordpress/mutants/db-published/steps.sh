# the database is open to the host
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d db
