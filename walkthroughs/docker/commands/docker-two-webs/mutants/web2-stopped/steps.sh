# all done, then the second server was stopped
mark=tutor.exercise=docker-two-webs
docker run -d --name tutor-web1 --label "$mark" -p 127.0.0.1:8081:80 nginx:1.30-alpine
docker run -d --name tutor-web2 --label "$mark" -p 127.0.0.1:8082:80 nginx:1.30-alpine
docker cp page.html tutor-web1:/usr/share/nginx/html/index.html
docker cp tutor-web2:/usr/share/nginx/html/index.html original.html
tries=0
until docker exec tutor-web2 wget -q -O /dev/null http://127.0.0.1/; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop tutor-web2
