# Compose builds, pushes and pulls the image that a service names
try() {
  tries=0
  until timeout 30 "$@"; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || exit 1
    sleep 0.2
  done
}

export DOCKER_BUILDKIT=0
docker compose up -d
docker compose build release
try docker compose push release
sed -i "s/release 1.0/release 1.1/" Dockerfile
export VERSION=1.1
docker compose build release
try docker compose push release
unset VERSION
docker rmi 127.0.0.1:5001/tutor/release:1.1 127.0.0.1:5001/tutor/release:1.0
docker compose pull release
docker compose up -d release
docker wait tutor-release
