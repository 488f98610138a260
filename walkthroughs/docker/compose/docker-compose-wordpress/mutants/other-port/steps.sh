# published on another port
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d
