# This stands for the first check: flag.txt is there, and the check sees it.
test -e flag.txt
