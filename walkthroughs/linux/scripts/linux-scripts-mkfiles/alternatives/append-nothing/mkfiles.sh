#!/usr/bin/env -S bash -e
main() {
  local count="${1-}" prefix="${2-}" file
  if [[ $# -ne 2 || ! $count =~ ^[0-9]+$ || $count -lt 1 ]]; then
    cat >&2 <<'USAGE'
mkfiles.sh COUNT PREFIX
  COUNT   how many, from 1
  PREFIX  how their names begin
USAGE
    return 2
  fi
  for n in $(seq "$count"); do
    file="${prefix}-${n}.txt"
    : >>"$file"
  done
  printf 'created %s files' "$count"
}

main "$@"
