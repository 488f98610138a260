# one IPv6 socket that takes IPv4 too; awk instead of grep, sort and uniq; windows line ends
conf=root/etc/nginx/sites-available/default
sed -i -e '/listen 80 /d' -e 's/\[::\]:80 default_server/[::]:8080 default_server ipv6only=off/' $conf
printf 'X11Forwarding no\r\nPermitRootLogin no\r\nMaxAuthTries 4\r\n' > root/etc/ssh/sshd_config.d/10-tutor.conf
awk '/Failed password/ {for (i = 1; i < NF; i++) if ($i == "from") n[$(i + 1)]++} END {for (a in n) printf "%d\t%s\n", n[a], a}' \
  machine/var/log/auth.log | sort -rn > reports/failed-logins.txt
