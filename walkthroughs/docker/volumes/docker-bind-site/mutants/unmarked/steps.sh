# all as asked, but Reset could not tell that tutor-live belongs to the exercise
docker run -d --name tutor-live -p 127.0.0.1:8084:80 -v ./html:/usr/share/nginx/html:ro nginx:1.30-alpine
sed -i 's/version 1/version 2/' html/index.html
docker run --rm --name tutor-touch --label tutor.exercise=docker-bind-site --user "$(id -u):$(id -g)" \
  -v ./html:/html busybox:1.37 touch /html/from-container.txt
