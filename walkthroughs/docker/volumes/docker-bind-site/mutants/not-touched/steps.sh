# task 3 is missing
mark=tutor.exercise=docker-bind-site
docker run -d --name tutor-live --label "$mark" -p 127.0.0.1:8084:80 -v ./html:/usr/share/nginx/html:ro nginx:1.30-alpine
sed -i 's/version 1/version 2/' html/index.html
