#!/usr/bin/env bash
# Usage: mkfiles.sh COUNT PREFIX
# Creates the empty files PREFIX-1.txt to PREFIX-COUNT.txt in the current directory.
set -euo pipefail

usage() {
  echo "usage: mkfiles.sh COUNT PREFIX   (COUNT is a whole number from 1)" >&2
  exit 2
}

count=${1:?usage: mkfiles.sh COUNT PREFIX}
prefix=${2:?usage: mkfiles.sh COUNT PREFIX}
[[ $1 =~ ^[1-9][0-9]*$ ]] || usage

for ((i = 1; i <= count; i++)); do
  touch -- "$prefix-$i.txt"
done
echo "created $count files"
