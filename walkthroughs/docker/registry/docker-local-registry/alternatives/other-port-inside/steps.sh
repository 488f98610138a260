# The registry is told to listen on 5001 itself; all tags are pushed, removed by id, and pulled at once
mark=tutor.exercise=docker-local-registry
image=127.0.0.1:5001/tutor/release
docker volume create --label "$mark" tutor-registry-data
docker run -d --name tutor-registry --label "$mark" -e REGISTRY_HTTP_ADDR=:5001 -p 127.0.0.1:5001:5001 \
  -v tutor-registry-data:/var/lib/registry registry:3
docker build --build-arg RELEASE=1.0 -t "$image:1.0" .
docker build --build-arg RELEASE=1.1 -t "$image:1.1" .
tries=0
until timeout 30 docker push --all-tags "$image"; do
  tries=$((tries + 1))
  [ "$tries" -lt 50 ] || exit 1
  sleep 0.2
done
# shellcheck disable=SC2046
docker rmi -f $(docker images -q "$image")
docker pull --all-tags "$image"
docker run -d --name tutor-release --label "$mark" "$image:1.0"
docker wait tutor-release
