import type { ConsoleOf } from './console';

/** What the commands of linux/packages need, and which are not run. */
export const packagesConsole: ConsoleOf = {
  lesson: 'linux/packages',
  // What else lies in the folder of sources is not what the lesson shows.
  before: `echo 'Dir::Ignore-Files-Silently:: ".";' > apt.conf; export APT_CONFIG="$PWD/apt.conf"`,
  notRun: {
    'sudo apt update': 'needs root and the network',
    'sudo apt install -y tree': 'changes the machine',
    'sudo apt remove -y tree': 'changes the machine',
    'sudo apt autoremove -y': 'changes the machine',
    'apt-get download tree': 'needs the network',
    'dpkg-deb -x tree_*.deb unpacked/': 'needs the package that only the network brings',
    'unpacked/usr/bin/tree --version | head -n 1': 'needs the package that only the network brings',
    'apt policy nginx': 'depends on the lists and packages of the machine',
    'apt-cache madison docker-ce | head -n 2': "needs the lists of Docker's repository",
    'sudo apt-mark hold docker-ce': 'changes the machine',
    'sudo apt-get install -y tree': 'needs another apt at work',
    'sudo apt-get -o DPkg::Lock::Timeout=60 install -y tree': 'changes the machine',
  },
  // The code name and the architecture are those of the machine.
  // apt speaks of odd files among a machine's sources.
  extra: [/^[NW]: /],
  varies: [/^(?:noble|bookworm|trixie|resolute)$/gm, /^(?:amd64|arm64)$/gm],
};
