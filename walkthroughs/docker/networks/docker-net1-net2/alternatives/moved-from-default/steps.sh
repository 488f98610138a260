# a and b start on the default network and move; c joins while it is stopped; a wrong order is put right
mark=tutor.exercise=docker-net1-net2
docker network create --label "$mark" tutor-net1
docker network create --label "$mark" tutor-net2
for name in a b; do
  docker run -d --name tutor-$name --label "$mark" busybox:1.37 sleep 3600
  docker network connect tutor-net1 tutor-$name
  docker network disconnect bridge tutor-$name
done
docker run -d --name tutor-c --label "$mark" --network tutor-net2 busybox:1.37 sleep 3600
docker network connect tutor-net1 tutor-c
docker run --name tutor-probe-ac1 --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-c
docker network disconnect tutor-net1 tutor-c
docker rm tutor-probe-ac1
docker run --name tutor-probe-ac1 --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-c || true
docker run --name tutor-probe-ab --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-b
docker stop -t 0 tutor-c
docker network connect tutor-net1 tutor-c
docker start tutor-c
docker run --name tutor-probe-ac2 --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-c
