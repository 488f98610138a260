# redis is open to the host as well
docker compose up -d --build
