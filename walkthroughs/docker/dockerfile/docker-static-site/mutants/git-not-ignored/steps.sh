# the history of the source would go to the builder
docker build -t tutor/site:1.0 .
docker run -d --name tutor-site -p 127.0.0.1:8083:80 tutor/site:1.0
