# db runs, but nobody knows whether it is ready
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d db
