# wordpress keeps the name that its image suggests
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d wordpress
