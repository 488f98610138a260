# without --name the engine makes one up for the first container
mark=tutor.exercise=docker-two-webs
web1=$(docker run -d --label "$mark" -p 127.0.0.1:8081:80 nginx:1.30-alpine)
docker run -d --name tutor-web2 --label "$mark" -p 127.0.0.1:8082:80 nginx:1.30-alpine
docker cp page.html "$web1":/usr/share/nginx/html/index.html
docker cp tutor-web2:/usr/share/nginx/html/index.html original.html
