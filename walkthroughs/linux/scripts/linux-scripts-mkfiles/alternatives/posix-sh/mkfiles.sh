#!/bin/sh
# Plain sh: case instead of [[ ]], while instead of for ((…)).
set -eu

fail() {
  printf '%s\n' "$1" 'usage: mkfiles.sh COUNT PREFIX' >&2
  exit 2
}

[ "$#" -eq 2 ] || fail 'two arguments are needed'
case $1 in
  '' | *[!0-9]* | 0*) fail "not a number from 1: $1" ;;
esac

i=1
while [ "$i" -le "$1" ]; do
  file="$2-$i.txt"
  [ -e "$file" ] || : >"$file"
  i=$((i + 1))
done
printf 'created %d files\n' "$1"
