docker run --label tutor.exercise=docker-hello hello-world
