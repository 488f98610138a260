# the name and the label are right, the program is not redis
docker run -d --name tutor-redis --label tutor.exercise=docker-lifecycle httpd:2.4-alpine
docker stop tutor-redis
docker rm tutor-redis
