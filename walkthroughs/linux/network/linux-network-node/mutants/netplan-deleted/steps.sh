rm root/etc/netplan/60-tutor.yaml
