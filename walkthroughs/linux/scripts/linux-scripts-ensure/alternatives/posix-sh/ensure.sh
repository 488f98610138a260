#!/bin/sh
set -eu
: "${2:?usage: ensure.sh PIDFILE COMMAND [ARGUMENT...]}"

log() { printf '%s %s\n' "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$1" >>ensure.log; }

pid=
if [ -r "$1" ]; then read -r pid <"$1" || true; fi
shift
case $pid in
  '' | *[!0-9]*) ;;
  *) if kill -0 "$pid" 2>/dev/null; then log running; exit 0; fi ;;
esac
"$@"
log started
