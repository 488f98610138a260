# gone before any check
rm flag.txt
