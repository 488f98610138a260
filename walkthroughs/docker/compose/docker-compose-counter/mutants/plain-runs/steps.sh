# the same two containers by hand
docker compose build
mark=tutor.exercise=docker-compose-counter
docker network create --label "$mark" tutor-counter_default
docker volume create --label "$mark" tutor-counter_data
docker run -d --name tutor-counter-redis-1 --label "$mark" --network tutor-counter_default --network-alias redis \
  -v tutor-counter_data:/data --health-cmd 'redis-cli ping' --health-interval 1s redis:8-alpine redis-server --appendonly yes
docker run -d --name tutor-counter-web-1 --label "$mark" --network tutor-counter_default -e REDIS_HOST=redis \
  -p 127.0.0.1:8088:5000 tutor-counter-web
