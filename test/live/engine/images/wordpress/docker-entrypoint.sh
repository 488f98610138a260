#!/bin/sh
# As in the official image: WordPress is copied to where it is not yet, and what is there stays.
set -e
if [ "${1:-}" = apache2-foreground ] && [ ! -e index.php ]; then
  echo "WordPress not found in $PWD - copying now..." >&2
  cp -rpn /usr/src/wordpress/. .
  echo "Complete! WordPress has been successfully copied to $PWD" >&2
fi
exec "$@"
