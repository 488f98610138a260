# the script comes with the mode that it has in the folder, 0644
docker build -t tutor/greeting:1.0 .
docker run --name tutor-greet tutor/greeting:1.0 || true
