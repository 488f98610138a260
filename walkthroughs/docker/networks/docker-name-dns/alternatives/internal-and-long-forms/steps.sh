# a network without a way out, with addresses of its own choice; the name in its full length; the failing one first
mark=tutor.exercise=docker-name-dns
docker network create --driver bridge --internal --subnet 10.223.7.0/24 --label "$mark" tutor-net
docker container run --detach --name tutor-cache --label "$mark" --net tutor-net --network-alias store redis:8-alpine
docker container run --name tutor-ping-default --label "$mark" busybox:1.37 ping -c 2 tutor-cache || true
docker container run --tty --name tutor-ping --label "$mark" --net tutor-net busybox:1.37 ping -c 2 tutor-cache.tutor-net
