rm root/etc/fstab
