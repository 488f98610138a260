#!/bin/bash
set -eo pipefail

# grep ends with 1 when nothing fits, which is no failure here.
keep() { grep "$@" || [[ $? -eq 1 ]]; }

cat -- "$@" | keep -w inet | awk '{ print $2 }' | cut -d/ -f1 | keep -v '^127\.' | sort | uniq
