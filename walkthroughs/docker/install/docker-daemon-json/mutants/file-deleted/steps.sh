rm daemon.json
