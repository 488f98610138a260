import type { ConsoleOf } from './console';

/** What the commands of linux/concepts need, and which are not run. */
export const conceptsConsole: ConsoleOf = {
  lesson: 'linux/concepts',
  before: '',
  notRun: {
    'sudo modprobe br_netfilter': 'changes the kernel',
    'sudo sysctl -w net.ipv4.ip_forward=1': 'changes the kernel',
    'cat /etc/sysctl.d/90-kubernetes.conf': 'this is no Kubernetes node',
    'sudo sysctl --system': 'changes the kernel',
    'lsmod | grep -e overlay -e bridge': 'the kernel of a test machine may have no modules',
    'sysctl net.ipv4.ip_forward': 'needs procps and /usr/sbin in PATH',
    'swapon --show': 'needs /usr/sbin in PATH',
  },
  varies: [],
  notCompared: {
    'cat /proc/sys/net/ipv4/ip_forward': 'Docker switches it on',
    'grep overlay /proc/filesystems': 'another kernel',
    'free -h | tail -n 1': 'another amount of swap',
  },
};
