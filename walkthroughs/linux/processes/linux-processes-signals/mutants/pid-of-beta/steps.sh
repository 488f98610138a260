quiet() { "$@" >/dev/null 2>&1 & }
# A worker is there when it has said so.
started() { until grep -q started "run/$1.log" 2>/dev/null; do sleep 0.05; done; }
quiet sh bin/worker.sh alpha
alpha=$!
started alpha
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
echo "$beta" >run/alpha.pid
