chmod 644 'root/etc/sudoers.d/deploy'
