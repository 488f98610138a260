# written anew by a program, on one line
printf '%s' '{"exec-opts":[],"registry-mirrors":["https://mirror.example.internal"],"insecure-registries":["192.168.56.11:5000"],"log-driver":"json-file","log-opts":{"max-size":"10m","max-file":"3"}}' > daemon.json
