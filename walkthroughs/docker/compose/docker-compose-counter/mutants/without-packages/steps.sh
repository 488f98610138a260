# the line with pip is gone
docker compose up -d --build
docker wait tutor-counter-web-1
