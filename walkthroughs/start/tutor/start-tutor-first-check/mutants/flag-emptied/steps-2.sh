: > flag.txt
