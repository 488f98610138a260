# web runs, but nobody outside can reach it
docker compose up -d --build
