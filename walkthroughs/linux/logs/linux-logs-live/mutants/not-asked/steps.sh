# starts a server in the background and waits until it answers; it ends with this script
serve() {
  python3 -u -m http.server 18078 --bind 127.0.0.1 --directory site > "$1" 2>&1 &
  server=$!
  trap "kill $server 2>/dev/null || true" EXIT
  for i in $(seq 100); do
    python3 -c "import socket; socket.create_connection((\"127.0.0.1\", 18078), 1).close()" 2>/dev/null && return
    sleep 0.05
  done
}
ask() { python3 -c "import sys, urllib.request; urllib.request.urlopen(\"http://127.0.0.1:18078\" + sys.argv[1]).read()" "$1" 2>/dev/null || true; }
again() { python3 -m http.server 18078 --bind 127.0.0.1 --directory site; }
stop() { kill "$server"; wait "$server" 2>/dev/null || true; trap - EXIT; }
serve evidence/first.log
again > evidence/second.log 2>&1 || true
stop
