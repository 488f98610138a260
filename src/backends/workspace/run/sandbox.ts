import { limits } from './limits';

/** Where a script runs, as it sees it: a folder in memory that is gone with it. */
export const home = '/tmp/tutor';

/** All of the environment that a script sees. */
export const environment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: home,
  LC_ALL: 'C',
  TZ: 'UTC',
} as const;

/** Folders of the system that a script may read: programs, their libraries and settings. Nobody's home is among them. */
export const systemFolders = ['bin', 'sbin', 'lib', 'lib32', 'lib64', 'libx32', 'usr', 'etc'] as const;

/**
 * For `sh -c`, inside new namespaces: makes a root of its own out of the folders of the system, all read-only, and
 * leaves the old one. Arguments: the folder to mount it on, the folder with the script; what follows is left to
 * {@link runAndReport}. Whatever fails ends it before the script is started.
 */
export const ownRoot = `
set -eu
root=$1 given=$2
shift 2
mount -t tmpfs -o size=1m,mode=755 tutor "$root"
cd "$root"
mkdir in proc dev tmp old
for each in ${systemFolders.join(' ')}; do
  if [ -L "/$each" ]; then ln -s "$(readlink "/$each")" "$each"
  elif [ -d "/$each" ]; then mkdir "$each"; mount --rbind "/$each" "$each"
  fi
done
for each in null zero full random urandom; do : >"dev/$each"; mount --bind "/dev/$each" "dev/$each"; done
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
mount --bind "$given" in
mount -t tmpfs -o size=${limits.folder},nr_inodes=${limits.files},mode=1777 tutor tmp
mount -t proc proc proc
pivot_root . old
cd /
umount -l /old
mounts=$(cat /proc/self/mountinfo)
while read -r _ _ _ _ point options _; do
  case $point in
    /tmp | /proc) ;;
    *) mount -o "remount,bind,\${options#r[wo],},ro,nosuid" none "$point" ;;
  esac
done <<MOUNTS
$mounts
MOUNTS
`;

/**
 * For `sh -c`, inside a root of its own: copies what was given to the folder in memory, runs the arguments there, ends
 * whatever they left running, and reports on descriptor 3: the exit code, then the path and the content of each file,
 * all ended by zero bytes. A content is `=` and base64, `>` and the size of a large file, or `@` for a link.
 */
export const runAndReport = `
set -eu
# Only in a namespace of its own is its number so small: it ends everything that it can reach.
[ "$$" -le 9 ]
umask 022
cp -R /in ${home}
cd ${home}
set +e
"$@" 3>&-
printf '%s\\0' "$?" >&3
kill -s KILL -- -1 2>/dev/null
exec 2>/dev/null >&3
find . ! -type d ! -type f -exec printf '%s\\0@\\0' {} +
find . -type f -size +${limits.content / 512} -exec sh -c 'for f; do
  printf "%s\\0>" "$f"; wc -c <"$f"; printf "\\0"
done' sh {} +
find . -type f ! -size +${limits.content / 512} -exec sh -c 'for f; do
  printf "%s\\0=" "$f"; if [ -s "$f" ]; then base64 <"$f"; fi; printf "\\0"
done' sh {} +
`;

/**
 * A script of ours that says `isolated` when it is: it can write nowhere but in its folder, does not see the folder of
 * the host that is its first argument, may start no more processes than the second one says, and is in none of the
 * namespaces that follow.
 */
export const proof = `#!/bin/sh
for each in / /etc /usr /in /dev; do
  if (: >"$each/tutor-proof") 2>/dev/null; then echo "$each can be written"; exit 1; fi
done
if [ -e "$1" ]; then echo "$1 can be seen"; exit 1; fi
most=$2
shift 2
for each; do
  if [ "$(readlink "/proc/self/ns/\${each%%:*}")" = "$each" ]; then echo "$each is shared"; exit 1; fi
done
while read -r _ what number _; do
  if [ "$what" = processes ] && [ "$number" = unlimited -o "$number" -gt "$most" ]; then
    echo "$number processes may run"
    exit 1
  fi
done </proc/self/limits
: >mine && echo isolated
`;
