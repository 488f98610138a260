#!/usr/bin/awk -f
$1 == "inet" && $2 !~ /^127[.]/ { sub("/.*", "", $2); print $2 }
