# name 1 goes before the archive is made; the tag command takes an id as well
docker pull -q busybox:1.37
id=$(docker image inspect -f '{{.Id}}' busybox:1.37)
docker tag "$id" tutor/box:1
docker tag "$id" tutor/box:2
docker rmi tutor/box:1
docker save --output box.tar tutor/box:2
docker rmi tutor/box:2
docker load --quiet --input box.tar
