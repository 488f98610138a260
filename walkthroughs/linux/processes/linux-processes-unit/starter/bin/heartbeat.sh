#!/bin/sh
# Writes a line to run/heartbeat.log every five seconds, and ends by itself after two hours.
cd "$(dirname "$0")/.." || exit 1
mkdir -p run
left=1440
while [ "$left" -gt 0 ]; do
  date +'%F %T alive' >>run/heartbeat.log
  sleep 5
  left=$((left - 1))
done
