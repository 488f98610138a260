# the second name is given to the first, and the archive goes through standard output and input
docker image pull busybox:1.37
docker image tag busybox:1.37 tutor/box:1
docker image tag tutor/box:1 tutor/box:2
docker image save tutor/box:2 > box.tar
docker image rm tutor/box:2
docker image rm tutor/box:1
docker image load < box.tar
