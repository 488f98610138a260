docker image build --tag tutor/greeting:1.0 --file Dockerfile "$PWD"
docker container create --name tutor-greet tutor/greeting:1.0
docker start --attach tutor-greet
