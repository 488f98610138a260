# there is no such file, so Docker makes a folder
echo WP_DB_PASSWORD=correct-horse-battery > .env
! docker compose up -d
