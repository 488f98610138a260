#!/bin/bash
set -o errexit -o nounset

pid=$(cat -- "$1" 2>/dev/null || echo none)
if [ -d "/proc/$pid" ]; then
  word=running
else
  "${@:2}"
  word=started
fi
date "+%F %T $word" | tee -a ensure.log
