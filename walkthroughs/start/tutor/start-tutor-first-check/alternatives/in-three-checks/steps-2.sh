# The flag goes next; a check follows in which all the rest is still open.
mv flag.txt old-flag.txt
