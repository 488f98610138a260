#!/bin/bash
# Usage: openstack-down.sh
#
# Stops the cloud that openstack-up.sh started, and removes all that was in it. Packages stay installed.

# shellcheck source=openstack-lib.sh
. "$(dirname "$0")/openstack-lib.sh"

main() {
  [[ ${1:-} != --help ]] || show_help
  (($# == 0)) || fail "unknown argument $1 (see --help)"
  check_machine
  one_at_a_time "$@"
  stop_all 4 "${services[@]}"
  # What was in it goes, so it need not be put in order.
  stop_all 0 "${infrastructure[@]}"
  rm -rf "${dir:?}"/{etc,var,py,clouds.yaml}
  say "OpenStack is down ($SECONDS s)"
}

main "$@"
