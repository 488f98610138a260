password=$(head -c 12 /dev/urandom | od -An -tx1 | tr -d ' \n')
echo "WP_DB_PASSWORD=$password" > .env
docker compose up -d
