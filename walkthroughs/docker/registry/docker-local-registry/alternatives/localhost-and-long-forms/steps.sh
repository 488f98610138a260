# localhost is the same registry as 127.0.0.1; the image gets its names after the build; the pull is left to docker run
mark=tutor.exercise=docker-local-registry
image=localhost:5001/tutor/release

# The registry takes a moment to listen, and a lost answer is waited for without end.
push() {
  tries=0
  until timeout 30 docker push "$1"; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || exit 1
    sleep 0.2
  done
}

docker volume create --label "$mark" tutor-registry-data
docker create --name tutor-registry --label "$mark" --publish 5001:5000 \
  --mount type=volume,source=tutor-registry-data,target=/var/lib/registry --restart unless-stopped registry:2
docker start tutor-registry
docker build --tag tutor/release:1.0 .
docker image tag tutor/release:1.0 "$image:1.0"
push "$image:1.0"
sed -i "s/release 1.0/release 1.1/" Dockerfile
docker build --tag tutor/release:1.1 .
docker image tag tutor/release:1.1 "$image:1.1"
push "$image:1.1"
docker image rm "$image:1.1" tutor/release:1.1 "$image:1.0" tutor/release:1.0
docker run --name tutor-release --label "$mark" "$image:1.0"
