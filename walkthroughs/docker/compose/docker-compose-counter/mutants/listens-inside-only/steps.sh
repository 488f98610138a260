# the program listens on the loopback address of its own container
docker compose up -d --build
