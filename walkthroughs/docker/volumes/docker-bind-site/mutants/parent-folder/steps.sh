# the exercise folder instead of the folder html in it
mark=tutor.exercise=docker-bind-site
docker run -d --name tutor-live --label "$mark" -p 127.0.0.1:8084:80 -v .:/usr/share/nginx/html:ro nginx:1.30-alpine
sed -i 's/version 1/version 2/' html/index.html
docker run --rm --name tutor-touch --label "$mark" --user "$(id -u):$(id -g)" \
  -v ./html:/html busybox:1.37 touch /html/from-container.txt
