# wordpress starts with db, not after it
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d wordpress
