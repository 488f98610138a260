# a shell that is left again keeps in its log what was typed into it; all of uname, and only the id of the distribution
mark=tutor.exercise=docker-same-kernel
for one in a=alpine:3.22 b=ubuntu:24.04; do
  printf 'uname -a\n. /etc/os-release\necho "$ID"\nexit\n' |
    docker run -i --name "tutor-kernel-${one%%=*}" --label "$mark" "${one#*=}" sh
done
printf 'kernel: %s # uname -r\nsharesKernel: True\nimageHasKernel: False\n' "$(docker logs tutor-kernel-a | awk 'NR == 1 { print $3 }')" > answers.yaml
