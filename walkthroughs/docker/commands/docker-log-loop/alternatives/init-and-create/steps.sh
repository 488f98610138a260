# an init as PID 1 passes SIGTERM on, so the loop ends at once with 143
mark=tutor.exercise=docker-log-loop
docker run -d --init --name tutor-loop --label "$mark" busybox:1.37 sh -c 'while :; do printf "hello\n"; sleep 1; done'
docker create -it --name tutor-shell --label "$mark" busybox:1.37
docker create --name tutor-gone --label "$mark" busybox:1.37
docker start tutor-shell tutor-gone
tries=0
until [ "$(docker logs tutor-loop | grep -c hello)" -ge 5 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop tutor-loop
