# another image under the name; the name is taken away again, the container keeps it
docker tag busybox:1.37 localhost/hello-world:latest
docker run --name tutor-hello --label tutor.exercise=docker-hello localhost/hello-world:latest echo 'Hello from somebody else!'
docker rmi localhost/hello-world:latest
