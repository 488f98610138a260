# run without a name, and named afterwards
id=$(docker create --label tutor.exercise=docker-hello hello-world)
docker start -a "$id"
docker rename "$id" tutor-hello
