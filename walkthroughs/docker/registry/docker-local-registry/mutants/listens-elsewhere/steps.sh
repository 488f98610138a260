# the registry was told to listen on another port than the published one
mark=tutor.exercise=docker-local-registry
image=127.0.0.1:5001/tutor/release
docker volume create --label "$mark" tutor-registry-data
docker run -d --name tutor-registry --label "$mark" -e REGISTRY_HTTP_ADDR=:5002 -p 127.0.0.1:5001:5000 -v tutor-registry-data:/var/lib/registry registry:3
