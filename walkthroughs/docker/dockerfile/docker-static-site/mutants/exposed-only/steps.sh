# EXPOSE publishes nothing
docker build -t tutor/site:1.0 .
docker run -d --name tutor-site tutor/site:1.0
