# the loop runs, but prints nothing
mark=tutor.exercise=docker-log-loop
docker run -d --name tutor-loop --label "$mark" busybox:1.37 sh -c 'while true; do sleep 1; done'
docker run -dit --name tutor-shell --label "$mark" busybox:1.37 sh
docker run -d --name tutor-gone --label "$mark" busybox:1.37 sh
docker stop -t 1 tutor-loop
