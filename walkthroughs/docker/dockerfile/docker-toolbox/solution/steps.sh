docker build -t tutor/toolbox:before .
mv Dockerfile.after Dockerfile
docker build -t tutor/toolbox:after .
docker run --name tutor-toolbox tutor/toolbox:after sh -c 'curl --version; date +%z'
