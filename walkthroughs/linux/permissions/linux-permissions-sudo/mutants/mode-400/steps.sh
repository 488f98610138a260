chmod 400 'root/etc/sudoers.d/deploy'
