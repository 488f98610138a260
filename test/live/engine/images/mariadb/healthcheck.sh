#!/bin/bash
# As in the official image: every argument is something to test.
set -euo pipefail

ask() { mariadb --defaults-file=/var/lib/mysql/.my-healthcheck.cnf --host=127.0.0.1 --skip-ssl --skip-column-names --execute "$1"; }

if (($# == 0)); then
  echo "healthcheck.sh: name at least one test, such as --connect" >&2
  exit 1
fi
for test; do
  case $test in
    --connect) ask 'SELECT 1' >/dev/null ;;
    --innodb_initialized)
      ask "SELECT 1 FROM information_schema.ENGINES WHERE engine = 'InnoDB' AND support IN ('YES', 'DEFAULT')" | grep -q 1
      ;;
    *)
      echo "healthcheck.sh: unknown test $test" >&2
      exit 1
      ;;
  esac
done
