# web looks for redis in itself
docker compose up -d --build
