# built, but not published
mark=tutor.exercise=docker-local-registry
image=127.0.0.1:5001/tutor/release
docker volume create --label "$mark" tutor-registry-data
docker run -d --name tutor-registry --label "$mark" -p 127.0.0.1:5001:5000 -v tutor-registry-data:/var/lib/registry registry:3
docker build -t "$image:1.0" .
sed -i "s/release 1.0/release 1.1/" Dockerfile
docker build -t "$image:1.1" .
