# What an editor on Windows writes; version control must not decide on it.
sed 's/$/\r/' ips.sh >ips.crlf
mv ips.crlf ips.sh
