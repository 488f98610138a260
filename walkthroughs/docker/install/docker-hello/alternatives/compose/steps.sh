docker compose -p tutor-hello up
