# the folder was made anew while the container ran: the mount stays with the old one
mark=tutor.exercise=docker-bind-site
docker run -d --name tutor-live --label "$mark" -p 127.0.0.1:8084:80 -v ./html:/usr/share/nginx/html:ro nginx:1.30-alpine
cp -r html html.new
mv html html.old
mv html.new html
sed -i 's/version 1/version 2/' html/index.html
docker run --rm --name tutor-touch --label "$mark" --user "$(id -u):$(id -g)" \
  -v ./html:/html busybox:1.37 touch /html/from-container.txt
