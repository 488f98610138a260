# BuildKit prefers the list that bears the name of the Dockerfile
docker compose build
docker run -d --name tutor-site -p 8083:80 tutor/site:1.0
