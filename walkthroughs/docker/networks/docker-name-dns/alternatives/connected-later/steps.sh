# the cache comes from the default network and is connected to tutor-net too; the pings run in the background
mark=tutor.exercise=docker-name-dns
docker network create --label "$mark" tutor-net
docker create --name tutor-cache --label "$mark" redis:8-alpine
docker network connect tutor-net tutor-cache
docker start tutor-cache
docker run -d --name tutor-ping --label "$mark" --network tutor-net busybox:1.37 ping -c 2 tutor-cache
docker run -d --name tutor-ping-default --label "$mark" --network bridge busybox:1.37 ping -c 2 tutor-cache
docker wait tutor-ping tutor-ping-default
