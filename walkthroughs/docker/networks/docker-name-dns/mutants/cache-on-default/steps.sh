# the network is there, but the cache was started without --network
mark=tutor.exercise=docker-name-dns
docker network create --label "$mark" tutor-net
docker run -d --name tutor-cache --label "$mark" redis:8-alpine
docker run --name tutor-ping --label "$mark" --network tutor-net busybox:1.37 ping -c 2 tutor-cache || true
docker run --name tutor-ping-default --label "$mark" busybox:1.37 ping -c 2 tutor-cache || true
