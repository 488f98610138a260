# two web servers with the right pages, but Apache
mark=tutor.exercise=docker-two-webs
docker run -d --name tutor-web1 --label "$mark" -p 127.0.0.1:8081:80 httpd:2.4-alpine
docker run -d --name tutor-web2 --label "$mark" -p 127.0.0.1:8082:80 httpd:2.4-alpine
docker cp page.html tutor-web1:/usr/local/apache2/htdocs/index.html
docker cp tutor-web2:/usr/local/apache2/htdocs/index.html original.html
