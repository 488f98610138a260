import type { ConsoleOf } from './console';

/** What the commands of linux/environment need, and which are not run. */
export const environmentConsole: ConsoleOf = {
  lesson: 'linux/environment',
  before: '',
  notRun: {
    'systemd-detect-virt': 'needs systemd',
    hostnamectl: 'needs systemd',
    'getent passwd student': 'nobody is called student here',
  },
  /** The release and the machine name of the kernel. */
  varies: [/^\d+\.\d+\.\d+\S*$/gm, /^(?:x86_64|aarch64)$/gm],
  notCompared: {
    'cat /etc/os-release': 'another distribution',
    'echo "$ID $VERSION_ID"': 'another distribution',
    'ps -p 1 -o comm=': 'another process 1',
    'ls /.dockerenv /run/.containerenv': 'this may be a container',
    whoami: 'another user',
    id: 'another user',
    'lscpu | head -n 5': 'another processor',
    'free -h': 'another amount of memory',
    'df -h /': 'another disk',
  },
};
