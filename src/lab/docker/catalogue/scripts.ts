/*
 * What the images' entrypoints do, in scripts of our own for a POSIX shell: they behave and log as the official ones.
 */

/** nginx: runs what lies in /docker-entrypoint.d before the server starts. */
export const nginxEntrypoint = `#!/bin/sh
set -e

say() {
  if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
    echo "$@"
  fi
}

if [ "$1" = "nginx" ] || [ "$1" = "nginx-debug" ]; then
  if [ -n "$(ls -A /docker-entrypoint.d 2>/dev/null)" ]; then
    say "$0: /docker-entrypoint.d/ is not empty, will attempt to perform configuration"
    say "$0: Looking for shell scripts in /docker-entrypoint.d/"
    for file in /docker-entrypoint.d/*; do
      case "$file" in
        *.envsh)
          if [ -x "$file" ]; then
            say "$0: Sourcing $file"
            . "$file"
          else
            say "$0: Ignoring $file, not executable"
          fi
          ;;
        *.sh)
          if [ -x "$file" ]; then
            say "$0: Launching $file"
            "$file"
          else
            say "$0: Ignoring $file, not executable"
          fi
          ;;
        *) say "$0: Ignoring $file" ;;
      esac
    done
    say "$0: Configuration complete; ready for start up"
  else
    say "$0: No files found in /docker-entrypoint.d/, skipping configuration"
  fi
fi

exec "$@"
`;

/** nginx: makes the default server listen on IPv6 too, unless its file was changed or cannot be. */
export const nginxListen = `#!/bin/sh
set -e
me=$(basename "$0")
conf=etc/nginx/conf.d/default.conf

say() {
  if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
    echo "$@"
  fi
}

if [ ! -f "/$conf" ]; then
  say "$me: info: /$conf is not a file or does not exist"
  exit 0
fi
if ! touch "/$conf" 2>/dev/null; then
  say "$me: info: can not modify /$conf (read-only file system?)"
  exit 0
fi
if grep -q "listen  *\\[::]:80;" "/$conf"; then
  say "$me: info: IPv6 listen already enabled"
  exit 0
fi
say "$me: info: Getting the checksum of /$conf"
if [ "$(md5sum "/$conf" | cut -d ' ' -f 1)" != "$(cat /usr/lib/nginx-default.md5 2>/dev/null)" ]; then
  say "$me: info: /$conf differs from the packaged version"
  exit 0
fi
sed -i -e 's,listen       80;,listen       80;\\n    listen  [::]:80;,' "/$conf"
say "$me: info: Enabled listen on IPv6 in /$conf"
`;

/** nginx: tells the name servers to templates that ask for them. */
export const nginxResolvers = `# Sourced by /docker-entrypoint.sh
if [ -n "\${NGINX_ENTRYPOINT_LOCAL_RESOLVERS:-}" ]; then
  NGINX_LOCAL_RESOLVERS=$(sed -n 's/^nameserver *//p' /etc/resolv.conf)
  export NGINX_LOCAL_RESOLVERS
fi
`;

/** nginx: fills in variables that are set into /etc/nginx/templates/*.template. */
export const nginxTemplates = `#!/bin/sh
set -e
me=$(basename "$0")
from=\${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
to=\${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
suffix=\${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}

if [ ! -d "$from" ]; then
  exit 0
fi
for template in "$from"/*"$suffix"; do
  if [ -f "$template" ]; then
    output=$to/$(basename "$template" "$suffix")
    if [ -z "\${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
      echo "$me: Running envsubst on $template to $output"
    fi
    cp "$template" "$output"
    for name in $(env | cut -d = -f 1); do
      value=$(printenv "$name" | sed -e 's/[&|\\\\]/\\\\&/g')
      sed -i -e "s|[$]{$name}|$value|g" -e "s|[$]$name\\\\b|$value|g" "$output"
    done
  fi
done
`;

/** nginx: sets the number of workers when asked. */
export const nginxWorkers = `#!/bin/sh
set -e
if [ -n "\${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ]; then
  sed -i -e "s/^worker_processes.*/worker_processes $(nproc);/" /etc/nginx/nginx.conf
fi
`;

/** redis and valkey: options alone are the server's; root's files go to the server's user. */
export const redisEntrypoint = (server: string): string => `#!/bin/sh
set -e
case "\${1:-}" in
  -* | *.conf) set -- ${server} "$@" ;;
esac
exec "$@"
`;

/** httpd: starts it in the foreground. */
export const httpdForeground = `#!/bin/sh
set -e
rm -f /usr/local/apache2/logs/httpd.pid
exec httpd -DFOREGROUND "$@"
`;

/** registry: a configuration file alone is what to serve. */
export const registryEntrypoint = `#!/bin/sh
set -e
case "$1" in
  *.yaml | *.yml) set -- registry serve "$@" ;;
  serve | garbage-collect | help | -*) set -- registry "$@" ;;
esac
exec "$@"
`;
