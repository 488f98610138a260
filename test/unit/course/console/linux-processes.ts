import type { ConsoleOf } from './console';

/** What the commands of linux/processes need, and which are not run. */
export const processesConsole: ConsoleOf = {
  lesson: 'linux/processes',
  needs: ['ps', 'pgrep', 'systemd-analyze'],
  before: [
    "printf '%s\\n' '[Unit]' 'Description=A' '' '[Service]' 'ExecStart=/bin/true' '    --config.file=x' >wrapped.service",
    "printf '%s\\n' '[Unit]' 'Description=A' '' '[Service]' 'ExecStart=bin/heartbeat.sh' >relative.service",
  ].join('; '),
  notRun: {
    'sudo systemctl daemon-reload': 'needs systemd and root',
    'sudo systemctl enable --now prometheus': 'needs systemd and root',
    'systemctl is-active prometheus': 'needs systemd',
    'journalctl -u prometheus -n 20': 'needs systemd',
  },
  notCompared: {
    'ps -o pid,ppid,stat,ni,args': 'another shell here',
    "pgrep -af 'sleep [67]00'": 'others may sleep on this machine',
  },
  // Process ids, and the blanks that line them up.
  // A process number, and a `renice` that may come before `nice` has begun.
  varies: [/old priority \d+/g, / *\b\d{2,}\b/g],
};
