# everything on the default network
mark=tutor.exercise=docker-name-dns
docker run -d --name tutor-cache --label "$mark" redis:8-alpine
docker run --name tutor-ping --label "$mark" busybox:1.37 ping -c 2 tutor-cache || true
docker run --name tutor-ping-default --label "$mark" busybox:1.37 ping -c 2 tutor-cache || true
