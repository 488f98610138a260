# another host port than the names will say
mark=tutor.exercise=docker-local-registry
image=127.0.0.1:5001/tutor/release
docker volume create --label "$mark" tutor-registry-data
docker run -d --name tutor-registry --label "$mark" -p 127.0.0.1:5000:5000 -v tutor-registry-data:/var/lib/registry registry:3
