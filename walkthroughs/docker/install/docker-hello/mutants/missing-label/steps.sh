docker run --name tutor-hello hello-world
