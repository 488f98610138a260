# --mount instead of -v, created first and started later, and the owner taken from the folder
mark=tutor.exercise=docker-bind-site
[ "$(id -u)" != 0 ] || chown -R 1000:1000 html
docker create --name tutor-live --label "$mark" --publish 127.0.0.1:8084:80 \
  --mount "type=bind,source=$PWD/html,target=/usr/share/nginx/html,readonly" nginx:1.30-alpine
docker start tutor-live
sed -i 's/version 1/version 2/' html/index.html
[ "$(id -u)" != 0 ] || chown 1000:1000 html/index.html
docker run --name tutor-touch --label "$mark" --user "$(stat -c %u:%g html)" \
  --mount "type=bind,src=$PWD/html,dst=/html" busybox:1.37 sh -c 'echo hello > /html/from-container.txt'
