# the page was copied into an image: it looks the same until the next edit
mark=tutor.exercise=docker-bind-site
sed -i 's/version 1/version 2/' html/index.html
docker build -t tutor/live:1 .
docker run -d --name tutor-live --label "$mark" -p 127.0.0.1:8084:80 tutor/live:1
docker run --rm --name tutor-touch --label "$mark" --user "$(id -u):$(id -g)" \
  -v ./html:/html busybox:1.37 touch /html/from-container.txt
