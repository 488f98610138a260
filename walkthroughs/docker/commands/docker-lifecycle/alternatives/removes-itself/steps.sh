# with --rm the engine removes the container as soon as it has stopped
docker run -d --rm --name tutor-redis --label tutor.exercise=docker-lifecycle redis:8-alpine
tries=0
until docker logs tutor-redis 2>&1 | grep 'Ready to accept connections'; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop tutor-redis
while docker inspect tutor-redis > /dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -lt 90 ] || exit 1
  sleep 0.2
done
