# the registry runs, but only its own network can reach it
mark=tutor.exercise=docker-local-registry
image=127.0.0.1:5001/tutor/release
docker volume create --label "$mark" tutor-registry-data
docker run -d --name tutor-registry --label "$mark" -v tutor-registry-data:/var/lib/registry registry:3
