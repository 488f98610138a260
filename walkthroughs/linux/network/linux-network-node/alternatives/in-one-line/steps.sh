chmod u=rw,go= root/etc/netplan/60-tutor.yaml
