# What an editor on Windows writes; version control must not decide on it.
sed 's/$/\r/' mkfiles.sh >mkfiles.crlf
mv mkfiles.crlf mkfiles.sh
