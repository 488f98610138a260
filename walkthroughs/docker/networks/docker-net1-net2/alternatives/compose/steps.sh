# the second file puts c into both networks, for which Compose makes it anew
mark=tutor.exercise=docker-net1-net2
docker compose -p tutor-net1-net2 up -d
docker run --name tutor-probe-ab --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-b
docker run --name tutor-probe-ac1 --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-c || true
docker compose -p tutor-net1-net2 -f compose.yaml -f joined.yaml up -d
docker run --name tutor-probe-ac2 --label "$mark" --network container:tutor-a busybox:1.37 ping -c 1 -W 2 tutor-c
