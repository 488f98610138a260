kill "$(cat server.pid)"
while grep -q ':46A0 [0-9A-F:]* 0A ' /proc/net/tcp; do sleep 0.1; done
cd site
python3 -m http.server --bind 127.0.0.1 18080 >/dev/null 2>&1 &
cd ..
echo $! >server.pid
# 18080 is 46A0, and 0A means LISTEN.
until grep -q ':46A0 [0-9A-F:]* 0A ' /proc/net/tcp; do sleep 0.1; done
