# a port of the host instead of the one of the container
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d wordpress
