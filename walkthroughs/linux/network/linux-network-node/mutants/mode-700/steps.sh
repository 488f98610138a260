chmod 700 root/etc/netplan/60-tutor.yaml
