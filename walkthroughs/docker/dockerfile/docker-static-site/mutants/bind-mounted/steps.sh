# the page comes from the host, on the stock image
docker build -t tutor/site:1.0 .
docker run -d --name tutor-site --label tutor.exercise=docker-static-site -p 127.0.0.1:8083:80 \
  -v "$PWD/site:/usr/share/nginx/html:ro" nginx:1.30-alpine
