# Compose refuses the file: web is on a network that nobody declares
! docker compose up -d --build
