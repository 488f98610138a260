import type { ConsoleOf } from './console';

/** What the commands of linux/network need, and which are not run. */
export const networkConsole: ConsoleOf = {
  lesson: 'linux/network',
  needs: ['ip', 'ss', 'curl', 'python3', 'getent'],
  notCompared: {
    'ip -br addr': 'other addresses here',
    'ip route': 'other routes here',
    'ip route get 203.0.113.9': 'another way here',
  },
  varies: [
    // How wide ss makes its columns depends on the terminal.
    / +/g,
    /pid=\d+/g,
    /^\[1\]#\d+$/g,
    /after#\d+#ms/g,
  ],
};
