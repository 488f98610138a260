# waits until a redis answers
ready() {
  tries=0
  until docker exec "$1" redis-cli ping | grep -q PONG; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || exit 1
    sleep 0.2
  done
}
docker compose -p tutor-redis-data up -d db1
ready tutor-db1
docker compose -p tutor-redis-data exec -T db1 redis-cli set course docker
docker compose -p tutor-redis-data rm --stop --force db1
docker compose -p tutor-redis-data up -d db2
ready tutor-db2
docker compose -p tutor-redis-data up query
