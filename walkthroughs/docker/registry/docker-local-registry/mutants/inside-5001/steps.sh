# nothing listens on 5001 inside
mark=tutor.exercise=docker-local-registry
image=127.0.0.1:5001/tutor/release
docker volume create --label "$mark" tutor-registry-data
docker run -d --name tutor-registry --label "$mark" -p 127.0.0.1:5001:5001 -v tutor-registry-data:/var/lib/registry registry:3
