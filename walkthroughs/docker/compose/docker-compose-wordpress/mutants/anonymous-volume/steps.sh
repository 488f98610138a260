# the image makes a volume without a name
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d db
