#!/usr/bin/env bash
set -euo pipefail

read -r -p 'How many files? ' count
read -r -p 'Prefix? ' prefix
for i in $(seq 1 "$count"); do
  touch -- "$prefix-$i.txt"
done
echo "created $count files"
