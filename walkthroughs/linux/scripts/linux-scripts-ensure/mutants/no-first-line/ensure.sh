# Usage: ensure.sh PIDFILE COMMAND [ARGUMENT...]
# Runs COMMAND unless the process of PIDFILE is alive, and logs to ensure.log what it found.
set -euo pipefail

if [[ $# -lt 2 ]]; then
  echo "usage: ensure.sh PIDFILE COMMAND [ARGUMENT...]" >&2
  exit 2
fi
pidfile=$1
shift

is_alive() {
  [[ -f $pidfile ]] && kill -0 "$(<"$pidfile")" 2>/dev/null
}

if is_alive; then
  state=running
else
  "$@"
  state=started
fi
echo "$(date +%FT%T%z) $state" >>ensure.log
