quiet() { "$@" >/dev/null 2>&1 & }
# A worker is there when it has said so.
started() { until grep -q started "run/$1.log" 2>/dev/null; do sleep 0.05; done; }
# gamma is killed first, and done again; alpha is suspended and goes on; bash and an absolute path.
quiet sh bin/worker.sh gamma
gamma=$!
started gamma
kill -9 "$gamma"
wait "$gamma" || true
quiet sh bin/worker.sh gamma
gamma=$!
sleep 0.5
kill -STOP "$gamma"
kill -15 "$gamma"
kill -CONT "$gamma"
wait "$gamma"
quiet sh "$PWD/bin/worker.sh" alpha
alpha=$!
started alpha
kill -STOP "$alpha"
kill -CONT "$alpha"
quiet sh bin/worker.sh beta
beta=$!
started beta
kill -STOP "$beta"
quiet nice -n 10 sh bin/worker.sh delta
delta=$!
started delta
echo " $alpha" >run/alpha.pid
