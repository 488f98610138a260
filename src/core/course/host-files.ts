/** Host files that a check may read, and nothing else of the host. */
export const hostFiles = [
  '/etc/os-release',
  '/etc/passwd',
  '/etc/group',
  '/etc/hosts',
  '/var/lib/dpkg/status',
  '/lib/apk/db/installed',
  '/proc/modules',
  '/proc/swaps',
  '/proc/filesystems',
  '/proc/net/route',
  '/proc/net/tcp',
  '/proc/net/tcp6',
  '/proc/self/mountinfo',
  '/proc/1/comm',
  '/proc/sys/kernel/osrelease',
  '/proc/sys/net/ipv4/ip_forward',
  '/proc/sys/net/bridge/bridge-nf-call-iptables',
  '/var/log/syslog',
  '/var/log/messages',
  '/var/log/auth.log',
  '/var/log/dpkg.log',
  '/run/systemd/system',
  // Of the learner's own service manager; without systemd nothing there is ever read.
  '~/.config/systemd/user/tutor-heartbeat.service',
  '~/.config/systemd/user/default.target.wants/tutor-heartbeat.service',
  '/run/systemd/container',
  '/.dockerenv',
  '/run/.containerenv',
] as const;

/** A host file that a check may read. */
export type HostFile = (typeof hostFiles)[number];
