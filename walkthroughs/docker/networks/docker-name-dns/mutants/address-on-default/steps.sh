# the cache is on both networks; the ping goes to its address on the default one
mark=tutor.exercise=docker-name-dns
docker network create --label "$mark" tutor-net
docker run -d --name tutor-cache --label "$mark" --network tutor-net redis:8-alpine
docker network connect bridge tutor-cache
address=$(docker inspect -f '{{.NetworkSettings.Networks.bridge.IPAddress}}' tutor-cache)
docker run --name tutor-ping --label "$mark" busybox:1.37 ping -c 2 "$address"
docker run --name tutor-ping-default --label "$mark" busybox:1.37 ping -c 2 tutor-cache || true
