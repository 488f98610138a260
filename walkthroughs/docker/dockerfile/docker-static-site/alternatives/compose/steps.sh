docker compose -p tutor-site up -d --build
