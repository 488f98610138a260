rm flag.txt
