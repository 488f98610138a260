# all of it done with a volume of another name
mark=tutor.exercise=docker-volume-survives
docker volume create --label "$mark" tutor-note
docker run --name tutor-writer --label "$mark" -v tutor-note:/data busybox:1.37 sh -c 'echo 12345 > /data/numbers.txt'
docker rm tutor-writer
docker run --name tutor-reader --label "$mark" -v tutor-note:/data busybox:1.37 cat /data/numbers.txt
