# wordpress asks with a user that the database does not know
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d
