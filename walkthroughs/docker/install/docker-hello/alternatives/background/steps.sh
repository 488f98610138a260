# in the background, with the log as the only place where the greeting is; other options that change nothing
docker run -d --network none --restart no --name tutor-hello -l tutor.exercise=docker-hello hello-world
docker wait tutor-hello
docker logs tutor-hello
