#!/bin/bash
# Usage: openstack-up.sh [--install]
#
# Starts a new OpenStack (Debian 12's: Zed) on loopback: Keystone, Placement, Glance, Nova, Neutron and Cinder with
# MariaDB and RabbitMQ, and a project with two servers in it. Schedulers, policies, quotas, states and errors are real;
# there is no hypervisor (Nova's own FakeDriver), no storage behind the volumes and no network behind the ports.
# Nothing happens when it is up already. Prints the line that points clients at its clouds, admin and test:
#
#   clouds=$(./openstack-up.sh) && eval "$clouds"
#
# --install  installs the packages that it needs (200 MB), and does no more
#
# TUTOR_OPENSTACK_PORT  of Keystone; the eight after it are used, too (17500)

# shellcheck source=openstack-lib.sh
. "$(dirname "$0")/openstack-lib.sh"

declare -A ports=()
first=${TUTOR_OPENSTACK_PORT:-17500}
# The same order as in openstack/seed.mjs.
for service in keystone glance placement nova neutron cinder rabbitmq distribution epmd; do
  ports[$service]=$((first + ${#ports[@]}))
done
socket=$dir/var/mariadb.sock
database=mysql+pymysql://root@localhost
options="?unix_socket=$socket\&charset=utf8"
queue=rabbit://guest:guest@127.0.0.1:${ports[rabbitmq]}/

# install_packages: only the libraries, which have all the code and neither users nor init scripts. RabbitMQ has both,
# and must not start by itself.
install_packages() {
  local package policy=/usr/sbin/policy-rc.d missing=()
  for package in curl procps python3-{keystone,placement,glance,nova,neutron,cinder} rabbitmq-server mariadb-server-core \
    mariadb-client-core uwsgi-core uwsgi-plugin-python3; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q '^install ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  say "installing OpenStack"
  apt_get update
  if [[ -e $policy ]]; then policy=; else printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"; fi
  apt_get -o Dpkg::Options::=--force-unsafe-io -o Dpkg::Options::=--force-confold \
    install -y --no-install-recommends "${missing[@]}"
  rm -f ${policy:+"$policy"}
}

# configure: fills the names between @ in the files of openstack/, and what they have in common.
configure() {
  local file fill=(-e "s|@dir@|$dir|g; s|@database@|$database|g; s|@options@|$options|g; s|@queue@|$queue|g")
  for service in "${!ports[@]}"; do fill+=(-e "s|@$service@|${ports[$service]}|g"); done
  mkdir -p "$dir"/{etc,py/binding-1.0.dist-info} "$dir"/var/{images,instances,lock,cinder,rabbitmq}
  for file in "$parts"/*.{conf,ini,json,yaml}; do
    sed -e "/^@common@\$/{r $parts/common.part" -e 'd}' "$file" |
      sed -e "/^@login@\$/{r $parts/login.part" -e 'd}' | sed "${fill[@]}" >"$dir/etc/${file##*/}"
  done
  # A hypervisor asks others for what is in the databases.
  sed -e 's/^host = .*/host = compute-1/' -e '/database\]$/,+1d' "$dir/etc/nova.conf" >"$dir/etc/nova-compute.conf"
  cp "$parts/binding.py" "$dir/py"
  printf 'Metadata-Version: 2.1\nName: binding\nVersion: 1.0\n' >"$dir/py/binding-1.0.dist-info/METADATA"
  printf '[neutron.ml2.mechanism_drivers]\ntutor = binding:Binding\n' >"$dir/py/binding-1.0.dist-info/entry_points.txt"
}

# --- the infrastructure ---

sql() { mariadb --no-defaults --socket "$socket" --user root --skip-column-names --execute "$1"; }

start_mariadb() {
  mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$dir/var/mariadb" --auth-root-authentication-method=normal \
    --skip-test-db --skip-name-resolve >"$dir/mariadb-install.log" 2>&1 || fail "no database: see $dir/mariadb-install.log"
  start_daemon mariadb mariadbd --no-defaults --user="$(id -un)" --datadir="$dir/var/mariadb" --socket="$socket" \
    --skip-networking --skip-log-bin --skip-name-resolve --pid-file="$dir/var/mariadb.pid" --max-connections=400 \
    --innodb-buffer-pool-size=96M --innodb-log-file-size=32M --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
    --innodb-flush-method=fsync --performance-schema=0 --table-open-cache=800
}

# start_rabbitmq: with a name server of its own. Both say nothing of our folder, by which a process is
# known again, so somebody says it for them.
start_rabbitmq() {
  export ERL_EPMD_PORT=${ports[epmd]} ERL_EPMD_ADDRESS=127.0.0.1
  # shellcheck disable=SC2016
  start_daemon epmd bash -c 'exec -a "$0" epmd' "$dir/epmd"
  await epmd 30 port_open epmd
  printf '[].' >"$dir/etc/enabled_plugins"
  # shellcheck disable=SC2016
  start_daemon rabbitmq bash -c 'cd "$0" && "$@"; exit' "$dir/" env HOME="$dir/var/rabbitmq" RABBITMQ_NODENAME=tutor@localhost RABBITMQ_LOGS=- \
    RABBITMQ_DIST_PORT="${ports[distribution]}" RABBITMQ_CONFIG_FILE="$dir/etc/rabbitmq.conf" \
    RABBITMQ_ENABLED_PLUGINS_FILE="$dir/etc/enabled_plugins" RABBITMQ_MNESIA_BASE="$dir/var/rabbitmq/mnesia" \
    RABBITMQ_LOG_BASE="$dir/var/rabbitmq" RABBITMQ_PID_FILE="$dir/var/rabbitmq/pid" \
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none" \
    /usr/lib/rabbitmq/bin/rabbitmq-server
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/${ports[$1]}") 2>/dev/null; }

check_ports() {
  local service
  for service in "${!ports[@]}"; do
    ! port_open "$service" || fail "port ${ports[$service]} is taken; choose others in TUTOR_OPENSTACK_PORT"
  done
}

# --- the services ---

# With a plugin of ours, and a place where the list of all plugins is remembered.
surroundings=(env PYTHONPATH="$dir/py" PYTHONWARNINGS=ignore PYTHONDONTWRITEBYTECODE=1 XDG_CACHE_HOME="$dir/var/cache")

# run NAME MODULE ARGUMENT...: a program of OpenStack's that ends.
run() { "${surroundings[@]}" /usr/bin/python3 "$parts/program.py" "$@"; }

# serve NAME MODULE CONFIGURATION: one that does not.
serve() {
  start_daemon "$1" "${surroundings[@]}" /usr/bin/python3 "$parts/program.py" "$1" "$2" --config-file "$dir/etc/$3.conf"
}

# serve_within NAME FILE SETTING: one that needs a web server.
serve_within() {
  start_daemon "$1" "${surroundings[@]}" "$3" uwsgi_python3 --http-socket "127.0.0.1:${ports[$1]}" --wsgi-file "$2" --chdir "$dir/" \
    --master --processes 2 --threads 4 --enable-threads --lazy-apps --die-on-term --need-app --buffer-size 65535 \
    --rem-header Content-Length --add-header 'Connection: close' --disable-logging
}

# answers NAME: below 500.
answers() { [[ $(curl -s -o /dev/null -m 5 -w '%{http_code}' "http://127.0.0.1:${ports[$1]}/") =~ ^[1-4] ]]; }

make_keystone() {
  local url=http://127.0.0.1:${ports[keystone]}/v3/
  local who=(--keystone-user "$(id -un)" --keystone-group "$(id -gn)")
  (umask 077 && mkdir -p "$dir"/var/{fernet,credential,receipts})
  local keystone=(run keystone-manage keystone.cmd.manage --config-file "$dir/etc/keystone.conf")
  "${keystone[@]}" db_sync
  "${keystone[@]}" fernet_setup "${who[@]}"
  "${keystone[@]}" credential_setup "${who[@]}"
  "${keystone[@]}" bootstrap --bootstrap-password admin-secret --bootstrap-region-id RegionOne \
    --bootstrap-admin-url "$url" --bootstrap-internal-url "$url" --bootstrap-public-url "$url"
}

make_nova() {
  local nova=(run nova-manage nova.cmd.manage --config-file "$dir/etc/nova.conf") address=${options//\\/}
  "${nova[@]}" api_db sync
  "${nova[@]}" cell_v2 map_cell0 --database_connection "$database/nova_cell0$address"
  "${nova[@]}" cell_v2 create_cell --name cell1 --transport-url "$queue" --database_connection "$database/nova$address"
  "${nova[@]}" db sync
}

make_glance() {
  run placement-manage placement.cmd.manage --config-file "$dir/etc/placement.conf" db sync
  run glance-manage glance.cmd.manage --config-file "$dir/etc/glance.conf" db_sync
}
make_cinder() { run cinder-manage cinder.cmd.manage --config-file "$dir/etc/cinder.conf" db sync; }
make_neutron() {
  run neutron-db-manage neutron.db.migration.cli --config-file "$dir/etc/neutron.conf" upgrade heads
}

# begin_tables, finish_tables NAME: each service's at the same time.
begin_tables() {
  local name
  for name in keystone placement glance nova_api nova_cell0 nova neutron cinder; do sql "CREATE DATABASE $name CHARACTER SET utf8"; done
  declare -gA making=()
  for name in keystone glance nova cinder neutron; do
    "make_$name" >"$dir/tables-$name.log" 2>&1 &
    making[$name]=$!
  done
}

finish_tables() {
  wait "${making[$1]}" || {
    tail -n 20 "$dir/tables-$1.log" >&2
    fail "the tables of $1 were not made"
  }
}

start_services() {
  finish_tables keystone
  serve_within keystone /usr/bin/keystone-wsgi-public OS_KEYSTONE_CONFIG_FILES="$dir/etc/keystone.conf"
  await keystone 120 answers keystone
  seed catalogue
  await rabbitmq 120 port_open rabbitmq
  finish_tables glance
  serve_within placement /usr/bin/placement-api OS_PLACEMENT_CONFIG_DIR="$dir/etc"
  serve glance glance.cmd.api glance
  finish_tables nova
  serve nova-conductor nova.cmd.conductor nova
  serve nova-scheduler nova.cmd.scheduler nova
  serve nova-api nova.cmd.api_os_compute nova
  await placement 120 answers placement
  serve nova-compute nova.cmd.compute nova-compute
  finish_tables cinder
  for name in api scheduler volume; do serve "cinder-$name" "cinder.cmd.$name" cinder; done
  finish_tables neutron
  serve neutron neutron.cmd.eventlet.server neutron
}

# host_is KNOWN: whether a query finds the hypervisor.
host_is() { [[ $(sql "$1") -gt 0 ]]; }

# await_services: only when the hypervisor is known to Placement can servers be scheduled. Agents of a network are but
# rows, whose heartbeat is never too old.
await_services() {
  local agent
  await glance 180 answers glance
  await nova-api 180 answers nova
  await neutron 180 answers neutron
  await cinder-api 180 answers cinder
  await nova-compute 120 host_is 'select count(*) from nova.compute_nodes where deleted = 0'
  run nova-manage nova.cmd.manage --config-file "$dir/etc/nova.conf" cell_v2 discover_hosts >"$dir/discover.log" 2>&1
  await nova-compute 120 host_is 'select count(*) from placement.inventories'
  for agent in DHCP L3; do
    sql "INSERT INTO neutron.agents (id, agent_type, \`binary\`, topic, host, admin_state_up, created_at, started_at,
      heartbeat_timestamp, configurations, \`load\`, availability_zone, resources_synced) VALUES (UUID(), '$agent agent',
      'neutron-${agent,,}-agent', 'N/A', 'compute-1', 1, NOW(), NOW(), '2037-01-01', '{}', 0, 'nova', 0)"
  done
}

seed() { node "$parts/seed.mjs" "$first" "$1" || fail "the cloud was not given its $1"; }

main() {
  local way=${1:-} name
  [[ $way != --help ]] || show_help
  [[ $way =~ ^(|--install)$ ]] || fail "unknown argument $way (see --help)"
  check_machine
  one_at_a_time "$@"
  if ! all_running || [[ ! -f $dir/clouds.yaml ]]; then
    install_packages
    [[ ! $way ]] || return 0
    "$here/openstack-down.sh"
    check_ports
    configure
    start_mariadb
    start_rabbitmq
    await mariadb 60 sql 'select 1'
    begin_tables
    start_services
    await_services
    seed projects
    cp "$dir/etc/clouds.yaml" "$dir"
    say "OpenStack is up ($SECONDS s)"
  fi
  echo "export OS_CLIENT_CONFIG_FILE=$dir/clouds.yaml"
}

main "$@"
