# the data lies on a volume without a name
docker compose up -d --build
