#!/bin/bash
# Usage: down.sh [--kill | --wipe]
#
# Stops the engine that up.sh started, its containers and the stand-in for Docker Hub. Images, containers and volumes
# stay for the next start.
#
# TUTOR_ENGINE and the like say which engine, as for up.sh.
#
# --kill  ends the engine alone, at once, as a crash would; up.sh starts it again
# --wipe  removes all that was kept, too

# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

# remove_objects: dockerd would leave the bridges of its networks behind.
remove_objects() {
  docker ps --all --quiet | xargs -r docker rm --force --volumes >/dev/null
  docker network prune --force >/dev/null
}

kill_engine() {
  running dockerd || fail "the engine is not up"
  kill -KILL "$(<"$dir/dockerd.pid")"
  while running dockerd; do sleep 0.02; done
  rm -f "$dir/dockerd.pid"
  say "Docker is killed"
}

# Mounts that a killed engine left behind would keep what is to be removed.
unmount_all() {
  awk -v below="$dir/" 'index($2, below) == 1 {print $2}' /proc/mounts | sort -r | xargs -r umount
}

main() {
  local way=${1:-}
  [[ $way != --help ]] || show_help
  [[ $way =~ ^(|--kill|--wipe)$ ]] || fail "unknown argument $way (see --help)"
  check_machine
  one_at_a_time "$@"
  if [[ $way == --kill ]]; then
    kill_engine
    return
  fi
  if [[ $way == --wipe ]] && running dockerd; then remove_objects; fi
  stop_daemon dockerd 60
  stop_daemon containerd 10
  stop_daemon mirror 5
  [[ $(bridge_owner) != "$dir" ]] || ip link delete "$bridge"
  if [[ $way == --wipe ]]; then
    unmount_all
    rm -rf "$dir"
  fi
  say "Docker is down ($SECONDS s)"
}

main "$@"
