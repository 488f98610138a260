# the reader writes the file itself
mark=tutor.exercise=docker-volume-survives
docker volume create --label "$mark" tutor-notes
docker run --name tutor-reader --label "$mark" -v tutor-notes:/data busybox:1.37 \
  sh -c 'echo 12345 > /data/numbers.txt; cat /data/numbers.txt'
