#!/usr/bin/env bash
# The input is kept, so that it can be read as often as one likes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

cat "${1:--}" >"$work/input"
if grep -w inet "$work/input" >"$work/inet"; then
  tr -s ' ' <"$work/inet" | cut -d' ' -f3 | cut -d/ -f1 | awk '!/^127\./' | LC_ALL=C sort -u
fi
