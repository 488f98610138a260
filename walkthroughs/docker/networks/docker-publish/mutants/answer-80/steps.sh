# the container's side of the pair
mark=tutor.exercise=docker-publish
docker run -d --name tutor-httpd --label "$mark" -p 127.0.0.1:8085:80 httpd:2.4-alpine
docker run -d --name tutor-nginx --label "$mark" -p 8086:80 nginx:1.30-alpine
docker run -d --name tutor-any --label "$mark" -P nginx:1.30-alpine
echo 'anyPort: 80' > answers.yaml
