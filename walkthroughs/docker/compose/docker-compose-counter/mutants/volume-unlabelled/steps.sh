# the volume bears no label of the exercise
docker compose up -d --build
