quiet() { "$@" >/dev/null 2>&1 & }
# A worker is there when it has said so.
started() { until grep -q started "run/$1.log" 2>/dev/null; do sleep 0.05; done; }
# Another worker with the same words, of another folder: ended by itself after a moment.
elsewhere=$PWD-elsewhere
mkdir -p "$elsewhere/bin"
sed 's/3600/4/' bin/worker.sh >"$elsewhere/bin/worker.sh"
quiet sh "$elsewhere/bin/worker.sh" alpha
alpha=$!
quiet sh bin/worker.sh beta
beta=$!
started beta
kill -STOP "$beta"
quiet sh bin/worker.sh gamma
gamma=$!
started gamma
kill "$gamma"
wait "$gamma"
quiet nice -n 10 sh bin/worker.sh delta
delta=$!
started delta
echo "$alpha" >run/alpha.pid
