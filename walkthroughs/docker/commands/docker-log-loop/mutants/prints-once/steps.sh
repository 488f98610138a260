# one echo is no loop
mark=tutor.exercise=docker-log-loop
docker run -d --name tutor-loop --label "$mark" busybox:1.37 sh -c 'echo hello; sleep 1d'
docker run -dit --name tutor-shell --label "$mark" busybox:1.37 sh
docker run -d --name tutor-gone --label "$mark" busybox:1.37 sh
sleep 1
docker stop -t 1 tutor-loop
