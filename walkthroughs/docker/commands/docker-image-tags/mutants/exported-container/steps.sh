# export flattens the files of a container: names and layers are lost
docker pull busybox:1.37
docker tag busybox:1.37 tutor/box:1
docker tag busybox:1.37 tutor/box:2
docker create --name tutor-box --label tutor.exercise=docker-image-tags tutor/box:2
docker export -o box.tar tutor-box
docker rm tutor-box
docker rmi tutor/box:1 tutor/box:2
docker import box.tar tutor/box:2
