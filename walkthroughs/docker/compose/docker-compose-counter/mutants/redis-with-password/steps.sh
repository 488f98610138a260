# redis wants a password that web does not know; its healthcheck is content with any answer
docker compose up -d --build
