# the one that should fail was put on tutor-net as well
mark=tutor.exercise=docker-name-dns
docker network create --label "$mark" tutor-net
docker run -d --name tutor-cache --label "$mark" --network tutor-net redis:8-alpine
docker run --name tutor-ping --label "$mark" --network tutor-net busybox:1.37 ping -c 2 tutor-cache
docker run --name tutor-ping-default --label "$mark" --network tutor-net busybox:1.37 ping -c 2 tutor-cache
