#!/usr/bin/env bash
# Usage: ips.sh [FILE]
# Prints the IPv4 addresses in FILE, or in standard input: one on a line, sorted, without 127.*
set -euo pipefail

grep inet "${1:-/dev/stdin}" | awk '{ print $2 }' | cut -d/ -f1 | grep -v '^127\.' | sort -u
