#!/bin/bash
# Usage: kubernetes-build.sh
#
# Compiles the programs of Kubernetes 1.20.2 that kubernetes-up.sh runs, from Debian's source package with Debian's Go.
# Takes about five minutes of two processors and 4 GB, once; what is there is not built again.
#
# TUTOR_KUBERNETES_PROGRAMS  the folder of the programs (~/.cache/cloud-native-tutor/engines/kubernetes-1.20.2/bin)
# DEBIAN_MIRROR              where packages come from (what apt uses)

# shellcheck source=kubernetes-lib.sh
. "$(dirname "$0")/kubernetes-lib.sh"

go=/usr/lib/go-1.19/bin
tree=$dir/build

missing_programs() {
  local program
  for program in kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy; do
    [[ -x $programs/$program ]] || echo "cmd/$program"
  done
}

# fetch_source: apt has checked the signed hashes; the maintainer's own key is not at hand.
fetch_source() {
  [[ ! -d $tree/source ]] || return 0
  say "fetching the sources of Kubernetes"
  rm -rf "$tree"
  mkdir -p "$tree"
  (
    cd "$tree"
    source_apt source --download-only kubernetes
    dpkg-source --no-check --extract kubernetes_*"$version"*.dsc unpacked >"$tree/log" 2>&1
  )
  mv "$tree/unpacked" "$tree/source"
}

# compile PROGRAM...: without cgo, which would need a C compiler. The programs tell the version of that file.
compile() {
  say "compiling Kubernetes"
  cat >"$tree/version" <<END
KUBE_GIT_COMMIT='faecb196815e248d3ecfb03c680a4507229c2a56'
KUBE_GIT_TREE_STATE='clean'
KUBE_GIT_VERSION='v$version'
KUBE_GIT_MAJOR='1'
KUBE_GIT_MINOR='20'
END
  env PATH="$go:$PATH" GOCACHE="$tree/cache" GOFLAGS='' GOPROXY=off KUBE_GIT_VERSION_FILE="$tree/version" \
    KUBE_STATIC_OVERRIDES=kubelet make --directory "$tree/source" WHAT="$*" >"$tree/log" 2>&1 || {
    tail -n 20 "$tree/log" >&2
    fail "Kubernetes was not compiled; its log is $tree/log"
  }
}

main() {
  local program missing
  [[ ${1:-} != --help ]] || show_help
  (($# == 0)) || fail "unknown argument $1 (see --help)"
  check_machine
  one_at_a_time "$@"
  mapfile -t missing < <(missing_programs)
  if ((${#missing[@]})); then
    install_missing "$go/go:golang-1.19-go" make:make rsync:rsync dpkg-source:dpkg-dev
    fetch_source
    compile "${missing[@]}"
    mkdir -p "$programs"
    for program in "${missing[@]}"; do install "$tree/source/_output/bin/${program##*/}" "$programs"; done
    rm -rf "$tree"
  fi
  say "the programs of Kubernetes $version are there ($SECONDS s)"
}

main "$@"
