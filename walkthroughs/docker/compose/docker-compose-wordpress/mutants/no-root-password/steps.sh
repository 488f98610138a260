# mariadb refuses to start
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d db
