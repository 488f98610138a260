# no append-only file: redis saves a snapshot when it is stopped; created and started apart, asked with a terminal
mark=tutor.exercise=docker-redis-data
# waits until a redis answers
ready() {
  tries=0
  until docker exec "$1" redis-cli ping | grep -q PONG; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || exit 1
    sleep 0.2
  done
}
docker volume create --label "$mark" tutor-redisdata
docker run -d --name tutor-db1 --label "$mark" --mount type=volume,src=tutor-redisdata,dst=/data redis:8-alpine
ready tutor-db1
printf 'SET course docker\n' | docker exec -i tutor-db1 redis-cli
docker container stop -t 30 tutor-db1
docker container rm --volumes tutor-db1
docker create --name tutor-db2 --label "$mark" --mount type=volume,src=tutor-redisdata,dst=/data redis:8-alpine
docker start tutor-db2
ready tutor-db2
docker run -t --name tutor-query --label "$mark" --network container:tutor-db2 redis:8-alpine redis-cli get course
