chmod u+x bin/worker.sh
quiet() { "$@" >/dev/null 2>&1 & }
# A worker is there when it has said so.
started() { until grep -q started "run/$1.log" 2>/dev/null; do sleep 0.05; done; }
# From below the folder, in a session of their own, and delta is made nice later.
cd bin
quiet setsid ./worker.sh delta
quiet setsid ./worker.sh beta
quiet nohup ./worker.sh alpha
quiet ./worker.sh gamma
cd ..
for name in alpha beta gamma delta; do started "$name"; done
pid() { for process in /proc/[0-9]*; do
  [ "$(readlink "$process/cwd" 2>/dev/null)" = "$(pwd -P)" ] || continue
  tr '\0' ' ' <"$process/cmdline" 2>/dev/null | grep -q "worker.sh $1 $" && [ "$(cut -d ' ' -f 4 "$process/stat")" != "${2:-}" ] && echo "${process#/proc/}" && return
done; }
renice -n 10 -p "$(pid delta)" >/dev/null
kill -s STOP "$(pid beta)"
kill -s TERM "$(pid gamma)"
printf %s "$(pid alpha)" >run/alpha.pid
until grep -q TERM run/gamma.log; do sleep 0.05; done
sleep 0.2
