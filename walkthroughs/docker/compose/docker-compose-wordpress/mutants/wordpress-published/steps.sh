# wordpress itself is open to the host, and there is no proxy
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d wordpress
