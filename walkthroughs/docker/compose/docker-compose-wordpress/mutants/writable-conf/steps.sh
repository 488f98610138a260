# proxy could write into the file
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d
