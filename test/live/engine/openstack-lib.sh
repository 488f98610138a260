# Shared by the scripts of OpenStack. Sourced, never run.
# shellcheck shell=bash

export TUTOR_ENGINE=openstack
unset TUTOR_ENGINE_DIR TUTOR_ENGINE_NETWORK TUTOR_ENGINE_MIRROR_PORT
# shellcheck source=lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

parts=$here/openstack
infrastructure=(rabbitmq epmd mariadb)
services=(keystone placement glance nova-conductor nova-scheduler nova-api nova-compute cinder-api cinder-scheduler
  cinder-volume neutron)
export parts
# Not a Python of somebody else's: the libraries belong to Debian's.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin:$PATH

all_running() {
  local name
  for name in "${infrastructure[@]}" "${services[@]}"; do running "$name" || return; done
}

# stop_all SECONDS NAME...: at the same time, each with all its processes; what is not gone by then is killed.
stop_all() {
  local name pid pids=() end=$((SECONDS + $1))
  shift
  for name in "$@"; do
    if running "$name"; then
      pid=$(<"$dir/$name.pid")
      kill -- "-$pid" 2>/dev/null || true
      pids+=("$pid")
    fi
    rm -f "$dir/$name.pid"
  done
  for pid in "${pids[@]}"; do
    while alive "$pid" && ((SECONDS < end)); do sleep 0.1; done
    kill -KILL -- "-$pid" 2>/dev/null || true
  done
}
