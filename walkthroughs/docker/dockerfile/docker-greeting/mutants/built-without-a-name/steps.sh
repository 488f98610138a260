# the image has an id only
id=$(docker build -q .)
docker run --name tutor-greet "$id"
