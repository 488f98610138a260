# without a tag, and without the namespace
docker build -t greeting .
docker run --name tutor-greet greeting
