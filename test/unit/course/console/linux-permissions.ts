import type { ConsoleOf } from './console';

const sudo = 'changes the machine, and asks for a password';

/** What the commands of linux/permissions need, and which are not run. */
export const permissionsConsole: ConsoleOf = {
  lesson: 'linux/permissions',
  before: 'umask 022',
  notRun: {
    "sudo echo 'vm.swappiness = 10' > /etc/sysctl.d/90-swap.conf": sudo,
    "echo 'vm.swappiness = 10' | sudo tee /etc/sysctl.d/90-swap.conf": sudo,
    'sudo visudo -f /etc/sudoers.d/deploy': sudo,
    'sudo cat /etc/sudoers.d/deploy': sudo,
    'sudo visudo -c': sudo,
    'sudo -l -U deploy': sudo,
  },
  // Who does it.
  varies: [/\b(?:student student|nobody nogroup)\b/g],
  notCompared: {
    whoami: 'another user here',
    id: 'another user here',
    'getent group sudo': 'other members here',
  },
};
