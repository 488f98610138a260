# the same in other words, made in single steps
docker compose build
docker compose create
docker compose start
