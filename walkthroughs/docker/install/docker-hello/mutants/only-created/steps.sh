docker create --name tutor-hello --label tutor.exercise=docker-hello hello-world
