# containers and networks by id; the first probe asks for an address instead of a name; in the background
mark=tutor.exercise=docker-net1-net2
net1=$(docker network create --label "$mark" tutor-net1)
net2=$(docker network create --label "$mark" tutor-net2)
a=$(docker run -d --name tutor-a --label "$mark" --net "$net1" busybox:1.37 sleep 3600)
docker run -d --name tutor-b --label "$mark" --net "$net1" busybox:1.37 sleep 3600
c=$(docker run -d --name tutor-c --label "$mark" --net "$net2" busybox:1.37 sleep 3600)
address=$(docker inspect -f '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}' "$c")
docker run -d --name tutor-probe-ab --label "$mark" --net "container:$a" busybox:1.37 ping -c 1 -W 2 tutor-b
docker run -d --name tutor-probe-ac1 --label "$mark" --net "container:$a" busybox:1.37 ping -c 1 -W 1 "$address"
docker wait tutor-probe-ab tutor-probe-ac1
docker network connect --alias sea "$net1" "$c"
docker run -d --name tutor-probe-ac2 --label "$mark" --net "container:$a" busybox:1.37 ping -c 1 -W 2 sea
docker wait tutor-probe-ac2
