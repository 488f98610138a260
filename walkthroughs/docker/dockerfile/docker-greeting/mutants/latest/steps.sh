# the default tag, only written out
docker build -t tutor/greeting:1.0 .
docker run --name tutor-greet tutor/greeting:1.0
