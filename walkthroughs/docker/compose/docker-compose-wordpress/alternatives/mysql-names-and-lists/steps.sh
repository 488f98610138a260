# the older variable names, lists, long forms, and a name that nginx looks up at every request
echo 'WP_DB_PASSWORD="correct-horse-battery"' > .env
docker compose create
docker compose start
