# five times hello, then the end: nothing was left to stop
mark=tutor.exercise=docker-log-loop
docker run -d --name tutor-loop --label "$mark" busybox:1.37 sh -c 'for n in 1 2 3 4 5; do echo hello; done'
docker run -dit --name tutor-shell --label "$mark" busybox:1.37 sh
docker run -d --name tutor-gone --label "$mark" busybox:1.37 sh
tries=0
until [ "$(docker logs tutor-loop | grep -c hello)" -ge 5 ]; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop -t 1 tutor-loop
