# redis is on a second network, which nobody needs
docker compose up -d --build
