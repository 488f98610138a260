# served, then ended
docker build -t tutor/site:1.0 .
docker run -d --name tutor-site -p 127.0.0.1:8083:80 tutor/site:1.0
tries=0
until docker exec tutor-site wget -q -O /dev/null http://127.0.0.1/; do
  tries=$((tries + 1))
  [ "$tries" -lt 60 ] || exit 1
  sleep 0.5
done
docker stop tutor-site
