#!/usr/bin/env bash
# Usage: ensure.sh PIDFILE COMMAND [ARGUMENT...]
# Runs COMMAND unless the process of PIDFILE is alive, and logs to ensure.log what it found.
set -euo pipefail
