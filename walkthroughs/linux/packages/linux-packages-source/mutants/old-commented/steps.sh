sed -i 's/^/# /' root/etc/apt/sources.list.d/docker.list
