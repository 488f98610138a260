# Shared by the scripts next to it. Sourced, never run.
# shellcheck shell=bash
set -euo pipefail
shopt -s inherit_errexit

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export PATH=$PATH:/usr/sbin:/sbin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# Each engine has a folder, a port, a bridge and networks of its own, so that all can be up.
case ${TUTOR_ENGINE:-20} in
  20) usual_folder=live usual_port=5065 usual_network=10.222 bridge=tutor-live0 ;;
  26) usual_folder=live26 usual_port=5066 usual_network=10.223 bridge=tutor-live26 ;;
  kubernetes) usual_folder=kubernetes usual_port=5067 usual_network=10.224 bridge=tutor-kube0 ;;
  # No Docker engine, but the same ways to fetch packages and to keep daemons.
  openstack) usual_folder=openstack usual_port=0 usual_network=10.227 bridge=none ;;
  *) echo "error: TUTOR_ENGINE is 20, 26 or kubernetes" >&2; exit 1 ;;
esac
engine=${TUTOR_ENGINE:-20}
cache=$(realpath -m "${XDG_CACHE_HOME:-$HOME/.cache}/cloud-native-tutor")
dir=$(realpath -m "${TUTOR_ENGINE_DIR:-$cache/$usual_folder}")
export DOCKER_HOST=unix://$dir/docker.sock DOCKER_CONFIG=$dir/config
unset DOCKER_CONTEXT DOCKER_TLS_VERIFY
mirror=127.0.0.1:${TUTOR_ENGINE_MIRROR_PORT:-$usual_port}
# The first two bytes of our networks, and a bridge of our own: another engine on this machine has others.
network=${TUTOR_ENGINE_NETWORK:-$usual_network}
export here engine mirror network bridge

say() { echo "$*" >&2; }
fail() { say "error: $*"; exit 1; }

# show_help: prints the comment at the top of the script that runs.
show_help() { sed -n '2,/^$/s/^# \{0,1\}//p' "$0"; exit 0; }

check_machine() {
  [[ $EUID -eq 0 ]] || fail "this starts a Docker engine of its own, which needs root"
  # shellcheck source=/dev/null
  (. /etc/os-release && [[ ${ID:-}:${VERSION_ID:-} == debian:12 ]]) || fail "this is made for Debian 12"
  ((${#dir} <= 80)) || fail "TUTOR_ENGINE_DIR is too long for the path of a socket: $dir"
  [[ $network =~ ^[0-9]+\.[0-9]+$ ]] || fail "TUTOR_ENGINE_NETWORK is two numbers such as 10.222, not $network"
  mkdir -p "$dir" || fail "$dir cannot be made"
}

# one_at_a_time ARGUMENT...: runs the script again under a lock that the daemons do not inherit.
one_at_a_time() {
  [[ ${TUTOR_ENGINE_LOCK:-} == "$dir" ]] || TUTOR_ENGINE_LOCK=$dir exec flock -o "$dir.lock" "$here/$(basename "$0")" "$@"
}

# bridge_owner: the folder of the engine that our bridge belongs to, if there is one.
bridge_owner() { { ip -o link show "$bridge" 2>/dev/null || true; } | sed -n 's/.*\\ *alias //p'; }

# --- packages ---

# apt_get ARGUMENT...: apt-get, whose many words go to a log. One at a time on this machine: apt itself does not wait for
# others that read its lists.
apt_get() {
  mkdir -p "$cache"
  flock -o "$cache/apt.lock" apt-get -q -o DPkg::Lock::Timeout=600 "$@" >"$dir/apt.log" 2>&1 || {
    tail -n 20 "$dir/apt.log" >&2
    fail "apt-get $1 failed; its log is $dir/apt.log"
  }
}

# debian_mirror: where apt gets Debian 12 from.
debian_mirror() {
  # shellcheck disable=SC2016
  local format='$(RELEASE) $(COMPONENT) $(REPO_URI)' found
  found=$(apt-get indextargets --format "$format" 'Created-By: Packages' | awk '$1 == "bookworm" && $2 == "main" {print $3; exit}')
  found=${DEBIAN_MIRROR:-$found}
  [[ $found ]] || fail "apt has no source for Debian 12 (bookworm, main); name one in DEBIAN_MIRROR"
  echo "$found"
}

# bookworm_apt ARGUMENT...: the machine's own apt-get, whose lists may have been cleaned away.
bookworm_apt() {
  apt-cache show docker-registry >/dev/null 2>&1 || apt_get update
  apt_get "$@"
}

# install_missing COMMAND:PACKAGE...: installs the packages whose command (or file) is not there.
install_missing() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null || [[ -e ${pair%%:*} ]] || missing+=("${pair#*:}")
  done
  ((${#missing[@]})) || return 0
  say "installing ${missing[*]}"
  apt_get update
  apt_get install -y --no-install-recommends "${missing[@]}"
}

# trixie_apt ARGUMENT...: apt-get for Debian 13 from the same mirror, without touching /etc/apt.
trixie_apt() { private_apt apt deb trixie "$@"; }

# source_apt ARGUMENT...: apt-get for the sources of Debian 12, likewise.
source_apt() { private_apt apt-source deb-src bookworm "$@"; }

# private_apt FOLDER TYPE RELEASE ARGUMENT...
private_apt() {
  local apt=$dir/$1 type=$2 release=$3
  shift 3
  if [[ -z $(find "$apt/updated" -mtime -1 2>/dev/null) ]]; then
    mkdir -p "$apt"/{etc/apt.conf.d,etc/preferences.d,lists/partial,cache/archives/partial}
    echo "$type [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(debian_mirror) $release main" >"$apt/etc/sources.list"
    cat >"$apt/apt.conf" <<END
Dir::Etc "$apt/etc";
Dir::Etc::sourcelist "sources.list";
Dir::Etc::sourceparts "-";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt/cache";
Acquire::Languages "none";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
APT::Sandbox::User "root";
END
    say "reading the list of the packages of $release"
    APT_CONFIG=$apt/apt.conf apt_get update
    touch "$apt/updated"
  fi
  APT_CONFIG=$apt/apt.conf apt_get "$@"
}

# fetch_packages APT PACKAGE...: downloads what is not in the cache yet.
fetch_packages() {
  local apt=$1 package missing=()
  shift
  mkdir -p "$dir/packages"
  for package in "$@"; do
    compgen -G "$dir/packages/${package}_*.deb" >/dev/null || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "fetching ${missing[*]}"
  (cd "$dir/packages" && "$apt" download "${missing[@]}")
}

# unpack_packages DIRECTORY PACKAGE...: what they install, without their documentation, and without running anything.
unpack_packages() {
  local root=$1 package
  shift
  mkdir -p "$root"
  for package in "$@"; do
    dpkg-deb --fsys-tarfile "$dir/packages/${package}"_*.deb |
      tar -x -C "$root" --keep-directory-symlink --exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' \
        --exclude='./usr/share/locale/*' --exclude='./usr/share/lintian/*' --exclude='*/gconv/*'
  done
}

# --- daemons: each has a NAME; its pid is in NAME.pid, its output in NAME.log ---

# running NAME: is the process of that pid file alive, and ours?
running() {
  local pid
  pid=$(cat "$dir/$1.pid" 2>/dev/null) && grep -qsF "$dir/" "/proc/$pid/cmdline"
}

# alive PID: a process that has ended and is not yet buried is not. Its state is asked, because the command line of a
# process that is just being replaced by exec reads as empty.
alive() {
  local stat
  stat=$(cat "/proc/$1/stat" 2>/dev/null) && [[ ${stat##*) } != Z* ]]
}

# start_daemon NAME COMMAND...
start_daemon() {
  local name=$1
  shift
  if running "$name"; then return; fi
  setsid "$@" >"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
}

# await NAME SECONDS COMMAND...: waits until the command succeeds; shows the end of the daemon's log if it never does.
await() {
  local name=$1 end=$((SECONDS + $2))
  shift 2
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= end)) || ! alive "$(<"$dir/$name.pid")"; then
      tail -n 20 "$dir/$name.log" >&2
      fail "$name did not get ready; its log is $dir/$name.log"
    fi
    sleep 0.05
  done
}

# stop_daemon NAME SECONDS
stop_daemon() {
  local name=$1 end=$((SECONDS + $2)) pid
  if running "$name"; then
    pid=$(<"$dir/$name.pid")
    kill "$pid" || true
    while running "$name" && ((SECONDS < end)); do sleep 0.05; done
    if running "$name"; then kill -KILL "$pid"; fi
  fi
  rm -f "$dir/$name.pid"
}
