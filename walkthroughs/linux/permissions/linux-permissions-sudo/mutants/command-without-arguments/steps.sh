chmod 440 'root/etc/sudoers.d/deploy'
