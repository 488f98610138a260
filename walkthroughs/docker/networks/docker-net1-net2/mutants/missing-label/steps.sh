# all as asked, but Reset could not tell that tutor-probe-ab belongs to the exercise
mark=tutor.exercise=docker-net1-net2
docker network create --label "$mark" tutor-net1
docker network create --label "$mark" tutor-net2
docker run -d --name tutor-a --label "$mark" --network tutor-net1 busybox:1.37 sleep 3600
docker run -d --name tutor-b --label "$mark" --network tutor-net1 busybox:1.37 sleep 3600
docker run -d --name tutor-c --label "$mark" --network tutor-net2 busybox:1.37 sleep 3600
docker run --name tutor-probe-ab --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-b
docker run --name tutor-probe-ac1 --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-c || true
docker network connect tutor-net1 tutor-c
docker run --name tutor-probe-ac2 --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-c
