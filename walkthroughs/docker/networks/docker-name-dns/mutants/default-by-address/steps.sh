# the comparison goes to an address, which another bridge keeps away
mark=tutor.exercise=docker-name-dns
docker network create --label "$mark" tutor-net
docker run -d --name tutor-cache --label "$mark" --network tutor-net redis:8-alpine
docker run --name tutor-ping --label "$mark" --network tutor-net busybox:1.37 ping -c 2 tutor-cache
address=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' tutor-cache)
docker run --name tutor-ping-default --label "$mark" busybox:1.37 ping -c 1 -W 1 "$address" || true
