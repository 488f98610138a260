# the build stops at the slip
docker build -t tutor/greeting:1.0 . || true
