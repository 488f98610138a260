docker compose -p tutor-greeting up --build
