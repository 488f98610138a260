# proxy is on a network of its own
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d
