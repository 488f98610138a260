# another nginx, the long command names, and exec with redirected input and output instead of cp
mark=tutor.exercise=docker-two-webs
root=/usr/share/nginx/html
docker container run --detach --name tutor-web1 --label "$mark" --publish 127.0.0.1:8081:80 nginx:1.31-alpine
docker container run --detach --name tutor-web2 --label "$mark" --publish 127.0.0.1:8082:80 nginx:1.31-alpine
docker container exec -i tutor-web1 sh -c "cat > $root/index.html" < page.html
docker container exec tutor-web2 cat "$root/index.html" > original.html
