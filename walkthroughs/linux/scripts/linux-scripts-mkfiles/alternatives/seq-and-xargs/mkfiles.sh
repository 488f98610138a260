#!/bin/bash
set -euo pipefail

die() { echo "usage: $0 COUNT PREFIX" 1>&2 && exit 2; }

if (($# != 2)); then die; fi
number='^0*[1-9][0-9]*$'
if ! [[ $1 =~ $number ]]; then die; fi

seq 1 "$1" | while read -r n; do printf '%s-%s.txt\0' "$2" "$n"; done | xargs -0 touch --
echo 'Done.'
echo "created $1 files"
