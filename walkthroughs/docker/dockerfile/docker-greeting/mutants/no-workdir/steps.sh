# starts by its whole path, but in the folder /
docker build -t tutor/greeting:1.0 .
docker run --name tutor-greet tutor/greeting:1.0
