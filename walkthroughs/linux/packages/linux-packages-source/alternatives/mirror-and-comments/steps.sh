# the old source goes to a place where apt does not read it
mv root/etc/apt/sources.list.d/docker.list docker.list.old
