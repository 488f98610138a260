# long options, an address for all, a number without quotes
mark=tutor.exercise=docker-publish
docker container run --detach --name tutor-httpd --label "$mark" --publish 127.0.0.1:8085:80/tcp httpd:2.4-alpine
docker container create --name tutor-nginx --label "$mark" --publish 0.0.0.0:8086:80 nginx:1.30-alpine
docker container create --name tutor-any --label "$mark" --publish-all nginx:1.30-alpine
docker container start tutor-nginx tutor-any
printf 'anyPort: %s\n' "$(docker container port tutor-any 80 | sed -n '1s/.*://p')" > answers.yaml
