mark=tutor.exercise=docker-same-kernel
docker run --rm --name tutor-kernel-a --label "$mark" alpine:3.22 sh -c 'uname -r; cat /etc/os-release'
docker run --rm --name tutor-kernel-b --label "$mark" ubuntu:24.04 sh -c 'uname -r; cat /etc/os-release'
printf 'kernel: %s\nsharesKernel: true\nimageHasKernel: false\n' "$(docker info -f '{{.KernelVersion}}')" > answers.yaml
