# nginx under the name and port of httpd
mark=tutor.exercise=docker-publish
docker run -d --name tutor-httpd --label "$mark" -p 127.0.0.1:8085:80 nginx:1.30-alpine
docker run -d --name tutor-nginx --label "$mark" -p 8086:80 nginx:1.30-alpine
docker run -d --name tutor-any --label "$mark" -P nginx:1.30-alpine
port=$(docker port tutor-any 80/tcp | sed -n '1s/.*://p')
printf "anyPort: '%s'\n" "$port" > answers.yaml
