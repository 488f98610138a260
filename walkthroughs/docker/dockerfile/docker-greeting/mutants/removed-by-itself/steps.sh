# ran, and left no container
docker build -t tutor/greeting:1.0 .
docker run --rm --name tutor-greet tutor/greeting:1.0
