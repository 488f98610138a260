# the name and the label are right, the program is not redis
docker run -d --name tutor-redis --label tutor.exercise=docker-lifecycle httpd:2.4-alpine
tries=0
until docker exec tutor-redis wget -q -O /dev/null http://127.0.0.1/; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop tutor-redis
docker rm tutor-redis
