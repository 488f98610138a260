# in the background and with a terminal, whose lines end with CR LF; the image is named with its registry
mark=tutor.exercise=docker-same-kernel
docker run -dt --name tutor-kernel-a -l "$mark" docker.io/library/alpine:3.22 sh -c 'uname -r; grep ^ID= /etc/os-release'
docker run -dt --name tutor-kernel-b -l "$mark" docker.io/library/ubuntu:24.04 sh -c 'uname -r; grep ^ID= /etc/os-release'
docker wait tutor-kernel-a tutor-kernel-b
printf 'kernel: >-\n  %s\nsharesKernel: true\nimageHasKernel: false\n' "$(docker logs tutor-kernel-b | head -n 1 | tr -d '\r')" > answers.yaml
