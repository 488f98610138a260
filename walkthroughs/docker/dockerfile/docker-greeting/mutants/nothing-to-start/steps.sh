# what starts is given at each run
docker build -t tutor/greeting:1.0 .
docker run --name tutor-greet tutor/greeting:1.0 ./greet.sh
