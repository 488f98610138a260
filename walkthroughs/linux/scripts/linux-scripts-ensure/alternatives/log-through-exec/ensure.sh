#!/usr/bin/env bash
# Everything in one place: the decision is a function, the log is a descriptor.
set -euo pipefail
exec 9>>ensure.log

state_of() {
  local pid
  pid=$(cat "$1" 2>/dev/null) || return 1
  ps -p "$pid" >/dev/null 2>&1
}

if ! state_of "$1"; then
  shift
  "$@"
  printf '%(%FT%T%z)T started\n' -1 >&9
else
  printf '%(%FT%T%z)T running\n' -1 >&9
fi
