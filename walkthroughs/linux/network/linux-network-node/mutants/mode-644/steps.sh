chmod 644 root/etc/netplan/60-tutor.yaml
