# the image before without its downloads, to save time: the solution builds it as it is
docker build -t tutor/toolbox:before - << 'END'
FROM ubuntu:24.04
LABEL tutor.exercise=docker-toolbox
RUN head -c 50000000 /dev/zero > /lists
RUN true > /packages
END
mv Dockerfile.after Dockerfile
docker compose -p tutor-toolbox up --build
