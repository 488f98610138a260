docker compose -p tutor-name-dns up -d
docker wait tutor-ping tutor-ping-default
