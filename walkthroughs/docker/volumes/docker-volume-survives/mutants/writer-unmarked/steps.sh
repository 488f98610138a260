# the writer had no label
mark=tutor.exercise=docker-volume-survives
docker volume create --label "$mark" tutor-notes
docker run --name tutor-writer -v tutor-notes:/data busybox:1.37 sh -c 'echo 12345 > /data/numbers.txt'
docker rm tutor-writer
docker run --name tutor-reader --label "$mark" -v tutor-notes:/data busybox:1.37 cat /data/numbers.txt
