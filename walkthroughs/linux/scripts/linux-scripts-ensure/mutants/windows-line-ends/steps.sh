# What an editor on Windows writes; version control must not decide on it.
sed 's/$/\r/' ensure.sh >ensure.crlf
mv ensure.crlf ensure.sh
