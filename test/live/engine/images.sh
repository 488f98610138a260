#!/bin/bash
# Usage: images.sh [--rebuild | NAME...]
#
# Gives the engine of up.sh (which it starts) stand-ins for the images of Docker Hub that lessons and tests use, a
# folder each in images/, made of Debian 13's packages, and offers them for "docker pull" without a network. Builds
# only what is new or changed, and puts changed, moved or removed tags right.
#
# TUTOR_ENGINE and the like say which engine, as for up.sh.
#
# --rebuild  builds everything again
# NAME       gives the engine these alone, each after those that it is built from

# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"

# An image stands after those that it is built from.
images=(busybox hello-world nginx redis httpd alpine registry ubuntu python mariadb wordpress)

# told KEY NAME...: the words behind that key in the first lines of images' Dockerfiles.
told() {
  local key=$1
  shift
  (cd "$here/images" && sed -sn "s/^# $key: //p" "${@/%//Dockerfile}") | tr '\n' ' '
}

# folders_of NAME: its own and those of the images that it is built from.
folders_of() {
  local base
  echo "$1"
  base=$(sed -n 's/^FROM \([a-z]*\):.*/\1/p' "$here/images/$1/Dockerfile")
  if [[ $base ]]; then folders_of "$base"; fi
}

# fingerprint NAME: of the files that it is made from, and of what is done to them.
fingerprint() {
  local folder folders
  read -ra folders <<<"$(folders_of "$1" | tr '\n' ' ')"
  {
    (cd "$here/images" && find "${folders[@]}" -type f -print0 | sort -z | xargs -0 sha256sum)
    for folder in "${folders[@]}"; do declare -f "prepare_$folder" || true; done
  } | sha256sum
}

up_to_date() { [[ ! $rebuild ]] && grep -qsx "$(fingerprint "$1")" "$dir/built/$1"; }

id_of() { docker image inspect --format '{{.Id}}' "$@" 2>/dev/null; }

# The folders that packages expect to find: Debian's packages install below /usr only.
prepare_busybox() {
  local folder
  for folder in bin sbin lib lib64; do
    mkdir -p "$1/root/usr/$folder"
    ln -s "usr/$folder" "$1/root/$folder"
  done
}

# What apk can install: each of Alpine's names with the addresses of Debian's package of that name (or of the one after
# the colon) and of all that it needs, without what is there already or only its installation would need.
prepare_alpine() {
  local package status=$1/status index=$1/root/usr/share/apk/index
  mkdir -p "${index%/*}"
  for package in adduser base-files debconf dpkg init-system-helpers libc6 procps sysvinit-utils; do
    printf 'Package: %s\nStatus: install ok installed\nVersion: 999\nArchitecture: amd64\n\n' "$package"
  done >"$status"
  for package in bash bind-tools:bind9-dnsutils ca-certificates coreutils curl git iproute2 iputils:iputils-ping jq \
    nginx openssl python3 redis:redis-tools strace stress-ng supervisor tcpdump tini tree tzdata; do
    trixie_apt -o Dir::State::status="$status" --print-uris -y --no-install-recommends install "${package#*:}"
    echo "${package%:*} $(sed -n "s/^'\([^']*\)'.*/\1/p" "$dir/apt.log" | paste -sd ' ')"
  done >"$index"
}

# The program that the stand-in for Docker Hub runs.
prepare_registry() { install -D -t "$1/root/usr/bin" "$dir/registry/usr/bin/docker-registry"; }

# A whole small Debian, because apt-get and dpkg must work in it. The date makes the same packages the same image.
prepare_ubuntu() {
  local options=(--quiet --variant=apt --include=passwd --include=procps --dpkgopt="$1/dpkg.cfg")
  command -v mmdebstrap >/dev/null || bookworm_apt install -y --no-install-recommends mmdebstrap
  SOURCE_DATE_EPOCH=$(date -d 2025-08-09 +%s) \
    mmdebstrap "${options[@]}" trixie "$1/rootfs.tar" "$(debian_mirror)" >"$scratch/log" 2>&1 || {
    tail -n 30 "$scratch/log" >&2
    fail "ubuntu was not made"
  }
}

# What pip can install: a folder each.
prepare_python() {
  local package packages shelf=$1/root/usr/share/pip
  read -ra packages <<<"$(told shelf python)"
  mkdir -p "$shelf"
  for package in "${packages[@]}"; do
    unpack_packages "$scratch/$package" "$package"
    mv "$scratch/$package/usr/lib/python3/dist-packages" "$shelf/${package#python3-}"
  done
}

# WordPress with the files of other packages that it links to.
prepare_wordpress() {
  local packages share=$scratch/wordpress-parts/usr/share
  read -ra packages <<<"$(told shelf wordpress)"
  unpack_packages "$scratch/wordpress-parts" "${packages[@]}"
  rm "$share/wordpress/"{.htaccess,wp-config.php,wp-includes/certificates/ca-bundle.crt}
  cp -rL "$share/wordpress" "$1"
}

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
    docker push --quiet "$mirror/library/$tag" >/dev/null || fail "the stand-in for Docker Hub did not take $tag"
    docker rmi "$mirror/library/$tag" >/dev/null
  done
  mkdir -p "$dir/built"
  { fingerprint "$name"; id_of "${tags[0]}"; } >"$dir/built/$name"
}

# present NAME: puts tags right that others changed.
present() {
  local name=$1 tag tags wanted
  read -ra tags <<<"$(told tags "$name")"
  wanted=$(sed -n 2p "$dir/built/$name")
  (($(id_of "${tags[@]}" | grep -cx "$wanted") < ${#tags[@]})) || return 0
  for tag in "${tags[@]}"; do
    [[ $(id_of "$tag") == "$wanted" ]] || docker tag "$wanted" "$tag" 2>/dev/null || docker pull --quiet "$tag" >/dev/null
  done
}

main() {
  local name packages
  [[ ${1:-} != --help ]] || show_help
  rebuild="" built=""
  if [[ ${1:-} == --rebuild ]]; then rebuild=yes; fi
  if (($#)) && [[ ! $rebuild ]]; then images=("$@"); fi
  for name in "${images[@]}"; do [[ -f $here/images/$name/Dockerfile ]] || fail "there is no image $name (see --help)"; done
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
    read -ra packages <<<"$(told '\(packages\|shelf\)' "${images[@]}")"
    fetch_packages trixie_apt "${packages[@]}"
    build "$name"
    present "$name"
    built=yes
  done
  [[ ! $built ]] || docker image prune --force >/dev/null
  say "the images are there ($SECONDS s)"
}

main "$@"
