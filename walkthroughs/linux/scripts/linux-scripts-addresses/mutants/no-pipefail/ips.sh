#!/usr/bin/env bash
# Usage: ips.sh [FILE]
# Prints the IPv4 addresses in FILE, or in standard input: one on a line, sorted, without 127.*
set -eu

awk '$1 == "inet" && $2 !~ /^127[.]/ { sub("/.*", "", $2); print $2 }' "${1:-/dev/stdin}" | LC_ALL=C sort -u
