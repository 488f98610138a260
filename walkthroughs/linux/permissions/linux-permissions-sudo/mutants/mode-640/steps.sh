chmod 640 'root/etc/sudoers.d/deploy'
