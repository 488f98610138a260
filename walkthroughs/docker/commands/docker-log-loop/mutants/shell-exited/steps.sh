# started with -it, then its shell reads "exit": that ends PID 1
mark=tutor.exercise=docker-log-loop
docker run -d --name tutor-loop --label "$mark" busybox:1.37 sh -c 'while true; do echo hello; sleep 1; done'
docker run -dit --name tutor-shell --label "$mark" busybox:1.37 sh -c 'echo exit | sh'
docker run -d --name tutor-gone --label "$mark" busybox:1.37 sh
tries=0
until [ "$(docker logs tutor-loop | grep -c hello)" -ge 5 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop -t 1 tutor-loop
