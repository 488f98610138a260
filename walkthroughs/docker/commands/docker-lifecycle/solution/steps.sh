docker run -d --name tutor-redis --label tutor.exercise=docker-lifecycle redis:8-alpine
tries=0
until docker logs tutor-redis 2>&1 | grep 'Ready to accept connections'; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop tutor-redis
docker ps -a --filter name=tutor-redis
docker rm tutor-redis
