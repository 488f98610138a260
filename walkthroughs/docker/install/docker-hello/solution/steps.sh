docker version
docker run --name tutor-hello --label tutor.exercise=docker-hello hello-world
docker ps -a --filter name=tutor-hello
