# the writer gets its line by exec, the reader has a terminal, and both come from another image
mark=tutor.exercise=docker-volume-survives
docker volume create --label "$mark" tutor-notes
docker run -d --init --name tutor-writer --label "$mark" -v tutor-notes:/data nginx:1.30-alpine sleep 600
docker exec tutor-writer sh -c 'echo 12345 | tee /data/numbers.txt'
docker rm -f tutor-writer
docker run -t --name tutor-reader --label "$mark" -v tutor-notes:/data:ro nginx:1.30-alpine cat /data/numbers.txt
