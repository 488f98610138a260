#!/bin/sh
set -eu
LC_ALL=C
export LC_ALL

found=$(sed -n 's|^ *inet \([0-9.]*\).*|\1|p' "${1:-/dev/stdin}")
printf '%s\n' "$found" | sed -e '/^$/d' -e '/^127\./d' | sort -u
