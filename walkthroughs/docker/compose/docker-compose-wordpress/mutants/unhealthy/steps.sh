# the check asks for something that its script does not know
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d db
