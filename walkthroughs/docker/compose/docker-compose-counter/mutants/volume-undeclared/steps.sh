# Compose refuses the file
! docker compose up -d --build
