# redis keeps no log of its changes
docker compose up -d --build
