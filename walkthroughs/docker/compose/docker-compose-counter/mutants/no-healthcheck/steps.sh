# redis can never become healthy: Compose gives up
! docker compose up -d --build
