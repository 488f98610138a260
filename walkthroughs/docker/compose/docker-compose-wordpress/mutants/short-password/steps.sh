# seven characters
echo WP_DB_PASSWORD=letmein > .env
