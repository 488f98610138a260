# the container ran as root, the folder belongs to somebody else
mark=tutor.exercise=docker-bind-site
[ "$(id -u)" != 0 ] || chown -R 1000:1000 html
docker run -d --name tutor-live --label "$mark" -p 127.0.0.1:8084:80 -v ./html:/usr/share/nginx/html:ro nginx:1.30-alpine
sed -i 's/version 1/version 2/' html/index.html
[ "$(id -u)" != 0 ] || chown 1000:1000 html/index.html
docker run --rm --name tutor-touch --label "$mark" -v ./html:/html busybox:1.37 touch /html/from-container.txt
