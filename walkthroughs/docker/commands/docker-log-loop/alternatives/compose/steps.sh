docker compose -p tutor-log-loop up -d
tries=0
until [ "$(docker logs tutor-loop | grep -c hello)" -ge 5 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker compose -p tutor-log-loop stop -t 1 loop
