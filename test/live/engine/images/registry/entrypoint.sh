#!/bin/sh
# As in the official image: a file is what to serve, and options are the registry's.
set -e
case ${1:-} in
  *.yaml | *.yml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
