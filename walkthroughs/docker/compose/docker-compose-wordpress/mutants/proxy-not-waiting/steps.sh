# started in the right order by hand, but the file does not say so
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d wordpress
docker compose up -d proxy
