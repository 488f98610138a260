docker run --name tutor-hello --label tutor.exercise=docker-hello busybox:1.37 echo 'Hello from Docker!'
