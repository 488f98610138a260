# the mode comes with the file, the label and the name from outside; the container is made from the id of the image
chmod +x greet.sh
docker build --label tutor.exercise=docker-greeting -t tutor/greeting:1.0 .
docker run -d --name tutor-greet "$(docker image inspect -f '{{.Id}}' tutor/greeting:1.0)"
docker wait tutor-greet
