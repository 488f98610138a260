# removed, but not fetched again
mark=tutor.exercise=docker-local-registry
image=127.0.0.1:5001/tutor/release

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
docker run -d --name tutor-registry --label "$mark" -p 127.0.0.1:5001:5000 -v tutor-registry-data:/var/lib/registry registry:3
docker build -t "$image:1.0" .
push "$image:1.0"
sed -i "s/release 1.0/release 1.1/" Dockerfile
docker build -t "$image:1.1" .
push "$image:1.1"
docker rmi "$image:1.0" "$image:1.1"
