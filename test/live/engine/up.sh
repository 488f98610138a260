#!/bin/bash
# Usage: up.sh
#
# Starts a Docker engine of its own for the live tests, and an offline stand-in for Docker Hub, and installs what they
# need. Nothing happens when they are up already; an engine that was killed is started again. Prints the lines that
# point the docker command at the engine and give it "docker compose":
#
#   docker=$(./up.sh) && eval "$docker"
#
# TUTOR_ENGINE              20: Debian 12's dockerd 20.10, API 1.41 (default)
#                           26: dockerd 26.1, API 1.45, which the practice lab names itself; unpacked from Debian 13
#                           kubernetes: Debian 12's, for the containers of kubernetes-up.sh
# TUTOR_ENGINE_DIR          where everything is kept (~/.cache/cloud-native-tutor/live, live26 or kubernetes)
# TUTOR_ENGINE_NETWORK      the first two bytes of its networks (10.222, 10.223 or 10.224)
# TUTOR_ENGINE_MIRROR_PORT  of the stand-in for Docker Hub, on loopback (5065, 5066 or 5067)
# DEBIAN_MIRROR             where packages come from (what apt uses)

# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

# install_engine: Debian's own engine must not start by itself, it would share the firewall's chains with ours.
install_engine() {
  local command absent=
  for command in dockerd docker containerd iptables ip; do command -v "$command" >/dev/null || absent=yes; done
  [[ $absent ]] || return 0
  say "installing docker.io"
  apt_get update
  apt_get install -y --no-install-recommends docker.io iptables iproute2
  [[ ! -d /run/systemd/system ]] || systemctl disable --now docker.socket docker.service containerd.service
}

# prepare_engine: dockerd finds its companions in PATH. Debian 12's runc and docker-init serve both engines.
prepare_engine() {
  if [[ $engine == kubernetes ]]; then spare_the_score; fi
  [[ $engine == 26 ]] || return 0
  if [[ ! -d $dir/engine ]]; then
    fetch_packages trixie_apt docker.io containerd
    rm -rf "$dir/engine.new"
    unpack_packages "$dir/engine.new" docker.io containerd
    mv "$dir/engine.new" "$dir/engine"
  fi
  PATH=$dir/engine/usr/sbin:$dir/engine/usr/bin:$PATH
}

# spare_the_score: where root may not lower a score, the kubelet gets a runc that leaves it alone.
spare_the_score() {
  local capabilities
  capabilities=0x$(sed -n 's/^CapEff:\t//p' /proc/self/status)
  if ((capabilities >> 24 & 1)); then return; fi
  mkdir -p "$dir/bin"
  ln -sf "$here/runc-without-score" "$dir/bin/runc"
  PATH=$dir/bin:$PATH
}

# check_network: neither the bridge nor its addresses may be somebody else's.
check_network() {
  local owner other
  owner=$(bridge_owner)
  [[ -z $owner || $owner == "$dir" ]] || fail "an engine in $owner is up: stop it first (TUTOR_ENGINE_DIR=$owner down.sh)"
  other=$(ip -o route show match "$network.0.1" | grep -v -e ^default -e "dev $bridge" || true)
  [[ -z $other ]] || fail "the network $network.0.0 is used already ($other); choose another in TUTOR_ENGINE_NETWORK"
}

listening() { (exec 3<>"/dev/tcp/${mirror/://}") 2>/dev/null; }

start_mirror() {
  local registry=$dir/registry
  if running mirror; then return; fi
  ! listening || fail "port ${mirror#*:} is taken; choose another in TUTOR_ENGINE_MIRROR_PORT"
  if [[ ! -d $registry ]]; then
    fetch_packages bookworm_apt docker-registry
    unpack_packages "$registry.new" docker-registry
    mv "$registry.new" "$registry"
  fi
  cat >"$dir/mirror.yml" <<END
version: 0.1
log: {level: warn}
storage: {filesystem: {rootdirectory: $dir/mirror}, delete: {enabled: true}}
http: {addr: "$mirror"}
END
  start_daemon mirror "$registry/usr/bin/docker-registry" serve "$dir/mirror.yml"
}

prepare_compose() {
  if [[ -x $DOCKER_CONFIG/cli-plugins/docker-compose ]]; then return; fi
  fetch_packages trixie_apt docker-compose
  unpack_packages "$dir/compose" docker-compose
  mkdir -p "$DOCKER_CONFIG/cli-plugins"
  ln -sf "$dir/compose/usr/libexec/docker/cli-plugins/docker-compose" "$DOCKER_CONFIG/cli-plugins"
}

# A containerd of our own: dockerd would share the machine's if that runs.
start_containerd() {
  cat >"$dir/containerd.toml" <<END
version = 2
root = "$dir/containerd"
state = "$dir/run/containerd"
disabled_plugins = ["io.containerd.grpc.v1.cri"]
[grpc]
  address = "$dir/containerd.sock"
END
  start_daemon containerd containerd --config "$dir/containerd.toml"
}

start_engine() {
  if running dockerd; then return; fi
  check_network
  ip link show "$bridge" >/dev/null 2>&1 || ip link add "$bridge" type bridge
  local prefix=24 pools=(--default-address-pool "base=$network.128.0/17,size=24")
  # As an engine that nobody has configured: networks of /16, where no other route is.
  if [[ $engine == 26 ]]; then prefix=16 pools=(); fi
  ip address replace "$network.0.1/$prefix" dev "$bridge"
  ip link set "$bridge" up alias "$dir"
  start_containerd
  await containerd 30 test -S "$dir/containerd.sock"
  # What a killed engine leaves behind keeps the next one from starting.
  rm -f "$dir/run/docker.pid"
  start_daemon dockerd dockerd \
    --host "$DOCKER_HOST" --containerd "$dir/containerd.sock" \
    --data-root "$dir/data" --exec-root "$dir/run/docker" --pidfile "$dir/run/docker.pid" \
    --bridge "$bridge" "${pools[@]}" \
    --registry-mirror "http://$mirror" --exec-opt native.cgroupdriver=cgroupfs --shutdown-timeout 5
}

main() {
  [[ ${1:-} != --help ]] || show_help
  (($# == 0)) || fail "unknown argument $1 (see --help)"
  check_machine
  one_at_a_time "$@"
  install_engine
  prepare_engine
  start_engine
  start_mirror
  prepare_compose
  await dockerd 60 docker version
  await mirror 30 listening
  say "Docker $(docker version --format '{{.Server.Version}} (API {{.Server.APIVersion}})') is up ($SECONDS s)"
  echo "export DOCKER_HOST=$DOCKER_HOST"
  echo "export DOCKER_CONFIG=$DOCKER_CONFIG"
}

main "$@"
