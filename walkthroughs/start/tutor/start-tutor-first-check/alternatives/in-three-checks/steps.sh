# The very first check sees the untouched starter.
test -s flag.txt
