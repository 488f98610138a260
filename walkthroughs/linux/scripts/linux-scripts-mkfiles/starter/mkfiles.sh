#!/usr/bin/env bash
# Usage: mkfiles.sh COUNT PREFIX
# Creates the empty files PREFIX-1.txt to PREFIX-COUNT.txt in the current directory.
# Three mistakes are in here, and the arguments are not tested yet.
set -euo pipefail

count = $1
prefix=$2

for i in $(seq 0 $count); do
  touch $prefix-$i.txt
done
echo "created $count files"
