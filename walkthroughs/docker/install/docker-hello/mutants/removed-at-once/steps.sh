docker run --rm --name tutor-hello --label tutor.exercise=docker-hello hello-world
