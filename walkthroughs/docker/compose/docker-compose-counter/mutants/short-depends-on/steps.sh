# web waits for the start of redis only
docker compose up -d --build
