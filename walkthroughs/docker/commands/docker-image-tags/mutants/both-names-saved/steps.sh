# the archive holds both names, so both come back
docker pull busybox:1.37
docker tag busybox:1.37 tutor/box:1
docker tag busybox:1.37 tutor/box:2
docker save -o box.tar tutor/box:1 tutor/box:2
docker rmi tutor/box:1 tutor/box:2
docker load -i box.tar
