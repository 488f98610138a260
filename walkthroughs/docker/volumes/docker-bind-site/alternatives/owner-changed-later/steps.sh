# another nginx, the full path, a whole new page, and chown after the fact
mark=tutor.exercise=docker-bind-site
[ "$(id -u)" != 0 ] || chown -R 1000:1000 html
docker run -d --name tutor-live --label "$mark" -p 8084:80 -v "$PWD/html/:/usr/share/nginx/html/:ro" nginx:1.31-alpine
echo '<p>version 2</p>' > html/index.html
docker run --rm --name tutor-touch --label "$mark" -v "$PWD/html:/html" busybox:1.37 \
  sh -c 'touch /html/from-container.txt && chown "$(stat -c %u:%g /html)" /html/from-container.txt'
