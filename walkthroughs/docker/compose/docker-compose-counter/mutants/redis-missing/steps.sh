# web alone: it starts, and has nobody to count for it
docker compose up -d --build
