# container:host instead of host:container
docker compose up -d --build
