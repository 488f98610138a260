rm -f flag.txt
