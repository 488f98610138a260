# the name is found, but the kernel of the cache does not answer
mark=tutor.exercise=docker-name-dns
docker network create --label "$mark" tutor-net
docker run -d --name tutor-cache --label "$mark" --sysctl net.ipv4.icmp_echo_ignore_all=1 --network tutor-net redis:8-alpine
docker run --name tutor-ping --label "$mark" --network tutor-net busybox:1.37 ping -c 1 -W 1 tutor-cache || true
docker run --name tutor-ping-default --label "$mark" busybox:1.37 ping -c 2 tutor-cache || true
