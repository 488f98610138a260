# built, but the stock image runs
docker build -t tutor/site:1.0 .
docker run -d --name tutor-site --label tutor.exercise=docker-static-site -p 127.0.0.1:8083:80 nginx:1.30-alpine
docker cp site/. tutor-site:/usr/share/nginx/html
