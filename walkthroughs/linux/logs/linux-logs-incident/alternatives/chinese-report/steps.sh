# the raw output of uniq, with its blanks, under a heading of its own
{ echo '# failed logins'; sed -n 's/.*Failed password.* from \([0-9.]*\) port.*/\1/p' machine/var/log/auth.log | sort | uniq -c | sort -rnk1; } > reports/failed-logins.txt
