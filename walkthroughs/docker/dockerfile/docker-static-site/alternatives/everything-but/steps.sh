docker build --label tutor.exercise=docker-static-site --tag tutor/site:1.0 .
docker create --name tutor-site --publish 8083:80 tutor/site:1.0
docker start tutor-site
