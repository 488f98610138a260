#!/bin/bash
# As in the official image: MARIADB_* (or MYSQL_*) set up an empty data directory, and only an empty one.
set -euo pipefail

data=/var/lib/mysql

note() { echo "$(date '+%F %T+00:00') [$1] [Entrypoint]: $2" >&2; }

# setting NAME: of MARIADB_NAME or MYSQL_NAME, or what the file holds that MARIADB_NAME_FILE or MYSQL_NAME_FILE names.
setting() {
  local name file
  for name in "MARIADB_$1" "MYSQL_$1"; do
    file=${name}_FILE
    if [[ ${!name:-} ]]; then
      echo "${!name}"
      return
    elif [[ ${!file:-} ]]; then
      cat "${!file}"
      return
    fi
  done
}

quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\\\'}"
}

random() { head -c 24 /dev/urandom | base64; }

check_settings() {
  if [[ ! $root && ! $(setting RANDOM_ROOT_PASSWORD) && ! $(setting ALLOW_EMPTY_ROOT_PASSWORD)$(setting ALLOW_EMPTY_PASSWORD) ]]; then
    note ERROR $'Database is uninitialized and password option is not specified\n\tYou need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ROOT_PASSWORD_HASH, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD'
    exit 1
  fi
}

statements() {
  local name host file check
  name=$(quoted "$user") check=$(random)
  echo "FLUSH PRIVILEGES;"
  echo "ALTER USER root@localhost IDENTIFIED BY $(quoted "$root");"
  echo "CREATE USER root@'%' IDENTIFIED BY $(quoted "$root");"
  echo "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION;"
  for host in localhost 127.0.0.1; do echo "CREATE USER healthcheck@'$host' IDENTIFIED BY $(quoted "$check");"; done
  printf '[client]\nuser=healthcheck\npassword=%s\n' "$check" >"$data/.my-healthcheck.cnf"
  if [[ $database ]]; then echo "CREATE DATABASE \`$database\`;"; fi
  if [[ $user ]]; then echo "CREATE USER $name@'%' IDENTIFIED BY $(quoted "$password");"; fi
  if [[ $user && $database ]]; then echo "GRANT ALL ON \`$database\`.* TO $name@'%';"; fi
  if [[ $database ]]; then echo "USE \`$database\`;"; fi
  for file in /docker-entrypoint-initdb.d/*.sql; do
    if [[ -e $file ]]; then cat "$file"; fi
  done
}

set_up() {
  local root database user password
  root=$(setting ROOT_PASSWORD) database=$(setting DATABASE) user=$(setting USER) password=$(setting PASSWORD)
  check_settings
  if [[ ! $root && $(setting RANDOM_ROOT_PASSWORD) ]]; then
    root=$(random)
    note Note "GENERATED ROOT PASSWORD: $root"
  fi
  note Note "Initializing database files"
  chown mysql:mysql "$data"
  mariadb-install-db --user=mysql --skip-test-db --auth-root-authentication-method=normal >/dev/null
  statements | mariadbd --bootstrap
  note Note "MariaDB init process done. Ready for start up."
}

if [[ ${1:-} == -* ]]; then set -- mariadbd "$@"; fi
if [[ ${1:-} =~ ^(mariadbd|mysqld)$ && ! -d $data/mysql ]]; then set_up; fi
exec "$@"
