python3 -m http.server 18080 --bind 127.0.0.1 --directory site >/dev/null 2>&1 &
echo $! >server.pid
# 18080 is 46A0, and 0A means LISTEN.
until grep -q ':46A0 [0-9A-F:]* 0A ' /proc/net/tcp; do sleep 0.1; done
