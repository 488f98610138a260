kill "$(cat server.pid)"
while grep -q ':46A0 [0-9A-F:]* 0A ' /proc/net/tcp; do sleep 0.1; done
