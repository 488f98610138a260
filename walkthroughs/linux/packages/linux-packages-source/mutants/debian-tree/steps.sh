rm root/etc/apt/sources.list.d/docker.list
