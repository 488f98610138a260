# the page is shown, but it stays on the host
mark=tutor.exercise=docker-two-webs
index=/usr/share/nginx/html/index.html
docker run -d --name tutor-web1 --label "$mark" -p 127.0.0.1:8081:80 -v "$PWD/page.html:$index:ro" nginx:1.30-alpine
docker run -d --name tutor-web2 --label "$mark" -p 127.0.0.1:8082:80 nginx:1.30-alpine
docker cp "tutor-web2:$index" original.html
