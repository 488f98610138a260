# every step on its own, the image under its full name
docker image pull docker.io/library/hello-world:latest
docker container create --label tutor.exercise=docker-hello --name tutor-hello docker.io/library/hello-world:latest
docker container start --attach tutor-hello
docker container ls --all --filter label=tutor.exercise=docker-hello
