# sends by hand what docker stop sends first: SIGTERM
docker container run --detach --name tutor-redis --label tutor.exercise=docker-lifecycle redis:8-alpine
tries=0
until docker container logs tutor-redis 2>&1 | grep 'Ready to accept connections'; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker container kill --signal TERM tutor-redis
docker container wait tutor-redis
docker container rm tutor-redis
