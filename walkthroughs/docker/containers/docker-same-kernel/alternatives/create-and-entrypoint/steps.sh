# the files in the other order, create and start, and the answers as JSON, which is YAML too
mark=tutor.exercise=docker-same-kernel
docker container create --label "$mark" --name tutor-kernel-b --entrypoint /bin/sh ubuntu:24.04 -c 'cat /etc/os-release; uname -r'
docker container create --label "$mark" --name tutor-kernel-a --entrypoint /bin/sh alpine:3.22 -c 'cat /etc/os-release; uname -r'
docker container start --attach tutor-kernel-b
docker container start --attach tutor-kernel-a
printf '{ "kernel": "%s", "sharesKernel": true, "imageHasKernel": false }\n' "$(docker logs tutor-kernel-a | tail -n 1)" > answers.yaml
