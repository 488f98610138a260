#!/bin/bash
# Usage: images.sh [--rebuild]
#
# Gives the engine of up.sh (which it starts) stand-ins for the images of Docker Hub that lessons and tests use, a
# folder each in images/, made of Debian 13's packages, and offers them for "docker pull" without a network. Builds
# only what is new or changed, and puts changed, moved or removed tags right.
#
# --rebuild  builds everything again

# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

# An image stands after those that it is built from.
images=(busybox hello-world nginx redis httpd alpine registry)

# told KEY NAME: the words behind that key in the first lines of an image's Dockerfile.
told() { sed -n "s/^# $1: //p" "$here/images/$2/Dockerfile" | tr '\n' ' '; }

# folders_of NAME: its own and those of the images that it is built from.
folders_of() {
  local base
  echo "$1"
  base=$(sed -n 's/^FROM \([a-z]*\):.*/\1/p' "$here/images/$1/Dockerfile")
  if [[ $base ]]; then folders_of "$base"; fi
}

# fingerprint NAME: of the files that it is made from.
fingerprint() { (cd "$here/images" && folders_of "$1" | xargs -I{} find {} -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum); }

up_to_date() { [[ ! $rebuild ]] && grep -qsx "$(fingerprint "$1")" "$dir/built/$1"; }

id_of() { docker image inspect --format '{{.Id}}' "$1" 2>/dev/null; }

# The folders that packages expect to find: Debian's packages install below /usr only.
prepare_busybox() {
  local folder
  for folder in bin sbin lib lib64; do
    mkdir -p "$1/root/usr/$folder"
    ln -s "usr/$folder" "$1/root/$folder"
  done
}

# What apk can install: for each of Alpine's names, where Debian's package of that name (or of the one behind it) and all
# that it needs are. What every package needs counts as there.
prepare_alpine() {
  local pair package status=$1/status index=$1/root/usr/share/apk/index
  mkdir -p "${index%/*}"
  for package in adduser debconf dpkg init-system-helpers libc6 perl-base procps sysvinit-utils; do
    printf 'Package: %s\nStatus: install ok installed\nVersion: 999\nArchitecture: amd64\n\n' "$package"
  done >"$status"
  for pair in bash bind-tools:bind9-dnsutils ca-certificates coreutils curl git iproute2 iputils:iputils-ping jq nginx openssl \
    python3 redis:redis-tools strace stress-ng supervisor tcpdump tini tree tzdata; do
    echo "${pair%:*} $(trixie_apt -o Dir::State::status="$status" --print-uris -y --no-install-recommends install "${pair#*:}" |
      sed -n "s/^'\([^']*\)'.*/\1/p" | tr '\n' ' ')"
  done >"$index"
}

# The program that the stand-in for Docker Hub runs.
prepare_registry() { install -D -t "$1/root/usr/bin" "$dir/registry/usr/bin/docker-registry"; }

# build NAME: and gives it to the stand-in for Docker Hub under all its tags.
build() {
  local name=$1 context=$scratch/$1 tags packages tag
  read -ra tags <<<"$(told tags "$name")"
  read -ra packages <<<"$(told packages "$name")"
  say "building $name"
  cp -r "$here/images/$name" "$context"
  if declare -F "prepare_$name" >/dev/null; then "prepare_$name" "$context"; fi
  if ((${#packages[@]})); then unpack_packages "$context/root" "${packages[@]}"; fi
  DOCKER_BUILDKIT=0 docker build --quiet --tag "${tags[0]}" "$context" >"$scratch/log" 2>&1 || {
    tail -n 30 "$scratch/log" >&2
    fail "$name was not built"
  }
  for tag in "${tags[@]}"; do
    docker tag "${tags[0]}" "$tag"
    docker tag "${tags[0]}" "$mirror/library/$tag"
    docker push --quiet "$mirror/library/$tag" >/dev/null || fail "$tag could not be given to the stand-in for Docker Hub"
    docker rmi "$mirror/library/$tag" >/dev/null
  done
  mkdir -p "$dir/built"
  { fingerprint "$name"; id_of "${tags[0]}"; } >"$dir/built/$name"
}

# present NAME: puts tags right that others changed.
present() {
  local name=$1 tag wanted
  wanted=$(sed -n 2p "$dir/built/$name")
  for tag in $(told tags "$name"); do
    [[ $(id_of "$tag") == "$wanted" ]] || docker tag "$wanted" "$tag" 2>/dev/null || docker pull --quiet "$tag" >/dev/null
  done
}

main() {
  local name packages
  [[ ${1:-} != --help ]] || show_help
  [[ ${1:-} =~ ^(|--rebuild)$ ]] || fail "unknown argument $1 (see --help)"
  rebuild=${1:-}
  check_machine
  "$here/up.sh" >/dev/null
  one_at_a_time "$@"
  scratch=$(mktemp -d -p "$dir")
  trap 'rm -rf "$scratch"' EXIT
  for name in "${images[@]}"; do
    if up_to_date "$name"; then
      present "$name"
      continue
    fi
    read -ra packages <<<"$(for each in "${images[@]}"; do told packages "$each"; done | tr '\n' ' ')"
    fetch_packages trixie_apt "${packages[@]}"
    build "$name"
    present "$name"
  done
  docker image prune --force >/dev/null
  say "the images are there ($SECONDS s)"
}

main "$@"
