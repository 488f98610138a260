# db bears no label of the exercise
echo WP_DB_PASSWORD=correct-horse-battery > .env
docker compose up -d db
