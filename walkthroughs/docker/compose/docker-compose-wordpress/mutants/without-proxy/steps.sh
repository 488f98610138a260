# wordpress runs, and nobody leads to it
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d wordpress
