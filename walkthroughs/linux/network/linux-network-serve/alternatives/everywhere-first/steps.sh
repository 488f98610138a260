# First on every address, which is seen; then as it should be, from within the folder.
python3 -m http.server 18080 --bind 0.0.0.0 --directory site >/dev/null 2>&1 &
echo $! >server.pid
# 18080 is 46A0, and 0A means LISTEN.
until grep -q ':46A0 [0-9A-F:]* 0A ' /proc/net/tcp; do sleep 0.1; done
