# one database for everything
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
docker run -d --name tutor-db2 --label "$mark" -v tutor-redisdata:/data redis:8-alpine redis-server --appendonly yes
ready tutor-db2
docker exec tutor-db2 redis-cli set course docker
docker run --name tutor-query --label "$mark" --network container:tutor-db2 redis:8-alpine redis-cli get course
