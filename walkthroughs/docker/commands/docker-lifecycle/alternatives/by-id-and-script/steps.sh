# create, start, stop and remove by id; the answer is written by a program, as JSON, which is YAML too
id=$(docker create --label tutor.exercise=docker-lifecycle --name tutor-redis redis:8-alpine)
docker start "$id"
tries=0
until line=$(docker logs "$id" 2>&1 | grep 'Ready to accept connections'); do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
printf '{ "readyLine": "%s" }\n' "$line" > answers.yaml
docker stop -t 30 "$id"
docker rm "$id"
