chmod 600 root/etc/netplan/60-tutor.yaml
