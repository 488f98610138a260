#!/usr/bin/env bash
# Usage: mkfiles.sh COUNT PREFIX
# Creates the empty files PREFIX-1.txt to PREFIX-COUNT.txt in the current directory.
set -euo pipefail

usage() {
  exit 2
}

[[ $# -eq 2 && $1 =~ ^[1-9][0-9]*$ ]] || usage
count=$1
prefix=$2

for ((i = 1; i <= count; i++)); do
  touch -- "$prefix-$i.txt"
done
echo "created $count files"
