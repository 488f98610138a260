# a published port, which no neighbour needs
mark=tutor.exercise=docker-name-dns
docker network create --label "$mark" tutor-net
docker run -d --name tutor-cache --label "$mark" -p 127.0.0.1::6379 --network tutor-net redis:8-alpine
docker run --name tutor-ping --label "$mark" --network tutor-net busybox:1.37 ping -c 2 tutor-cache
docker run --name tutor-ping-default --label "$mark" busybox:1.37 ping -c 2 tutor-cache || true
