#!/usr/bin/env bash
set -euo pipefail

addresses() {
  local word address
  while read -r word address _; do
    if [[ $word == inet && $address != 127.* ]]; then
      printf '%s\n' "${address%%/*}"
    fi
  done
}

if (($# > 0)); then exec <"$1"; fi
addresses | LC_ALL=C sort -u
