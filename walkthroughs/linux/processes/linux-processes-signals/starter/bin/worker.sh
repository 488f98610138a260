#!/bin/sh
# A worker that does nothing: `sh bin/worker.sh NAME`. It writes what happens to it to run/NAME.log,
# cleans up when it is asked to end, and ends by itself after an hour.
name=${1:?usage: worker.sh NAME}
cd "$(dirname "$0")/.." || exit 1
mkdir -p run
log=run/$name.log

cleanup() {
  echo "$name: TERM received, cleaning up" >>"$log"
  exit 0
}
trap cleanup TERM

echo "$name: started" >>"$log"
left=3600
while [ "$left" -gt 0 ]; do
  sleep 1
  left=$((left - 1))
done
echo "$name: an hour is over" >>"$log"
