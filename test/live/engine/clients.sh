#!/bin/bash
# Usage: clients.sh
#
# Prints the docker clients of this machine besides the first in PATH, a line each: its version, a space, its path.
# Debian 12's is one when it is installed; that of Debian 13 is unpacked, and not installed.

# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

unpack_client() {
  [[ ! -d $dir/client ]] || return 0
  fetch_packages trixie_apt docker-cli
  rm -rf "$dir/client.new"
  unpack_packages "$dir/client.new" docker-cli
  mv "$dir/client.new" "$dir/client"
}

main() {
  local client first
  [[ ${1:-} != --help ]] || show_help
  (($# == 0)) || fail "unknown argument $1 (see --help)"
  check_machine
  one_at_a_time "$@"
  unpack_client
  first=$(command -v docker || true)
  for client in /usr/bin/docker "$dir/client/usr/bin/docker"; do
    [[ -x $client && $client != "$first" ]] || continue
    echo "$("$client" --version | sed 's/^Docker version \([0-9.]*\).*/\1/') $client"
  done
}

main "$@"
