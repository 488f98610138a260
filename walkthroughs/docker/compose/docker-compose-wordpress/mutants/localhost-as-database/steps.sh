# wordpress looks for the database in itself
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d wordpress
