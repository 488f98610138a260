# each is on a network of its own
docker compose up -d --build
