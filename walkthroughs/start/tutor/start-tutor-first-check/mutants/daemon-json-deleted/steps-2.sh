rm flag.txt daemon.json
