# the repaired image never ran
sed -i s/Hello/Hi/ greet.sh
docker build -t tutor/greeting:1.0 .
docker run --name tutor-greet tutor/greeting:1.0
sed -i s/Hi/Hello/ greet.sh
docker build -t tutor/greeting:1.0 .
