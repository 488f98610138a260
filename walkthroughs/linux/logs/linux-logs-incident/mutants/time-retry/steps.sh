sed -i 's/listen 80 /listen 8080 /; s/listen \[::\]:80 /listen [::]:8080 /' root/etc/nginx/sites-available/default
sed -i 's/PermitRootLogon/PermitRootLogin/' root/etc/ssh/sshd_config.d/10-tutor.conf
grep 'Failed password' machine/var/log/auth.log | grep -oE '([0-9]+\.){3}[0-9]+' | sort | uniq -c | sort -rn |
  awk '{print $1, $2}' > reports/failed-logins.txt
