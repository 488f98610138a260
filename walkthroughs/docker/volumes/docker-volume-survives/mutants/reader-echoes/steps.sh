# it prints the number, but it has not read it
mark=tutor.exercise=docker-volume-survives
docker volume create --label "$mark" tutor-notes
docker run --name tutor-writer --label "$mark" -v tutor-notes:/data busybox:1.37 sh -c 'echo 12345 > /data/numbers.txt'
docker rm tutor-writer
docker run --name tutor-reader --label "$mark" busybox:1.37 echo 12345
