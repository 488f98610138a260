# the default network bears no label of the exercise
docker compose up -d --build
