# wp.conf lies in the right folder, but nginx answers by its own file
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d
