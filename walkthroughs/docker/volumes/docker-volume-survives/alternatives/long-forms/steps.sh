# the explicit --mount, create and start instead of run, and a writer that removes itself
mark=tutor.exercise=docker-volume-survives
docker volume create --driver local --label "$mark" tutor-notes
docker container run --rm --name tutor-writer --label "$mark" \
  --mount type=volume,source=tutor-notes,target=/data busybox:1.37 sh -c 'printf "%s\n" 12345 > /data/numbers.txt'
docker container create --name tutor-reader --label "$mark" \
  --mount type=volume,src=tutor-notes,dst=/data,readonly busybox:1.37 head -n 1 /data/numbers.txt
docker container start --attach tutor-reader
