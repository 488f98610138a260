import type { Question } from '../../lesson';

/** The questions at the end of linux/concepts. */
export const quiz: readonly Question[] = [
  {
    id: 'until-reboot',
    question: {
      en: 'You run `sudo sysctl -w net.ipv4.ip_forward=1`, and reboot. Which value does the key have?',
      zh: '你执行了 `sudo sysctl -w net.ipv4.ip_forward=1`，然后重启。这个参数的值是多少？',
    },
    options: [
      { en: '1: `-w` writes it to the disk.', zh: '1：`-w` 会把它写到磁盘上。' },
      { en: '1, because the kernel remembers its settings.', zh: '1，因为内核会记住自己的设置。' },
      {
        en: 'The default again: 0, unless a file below `/etc/sysctl.d` says otherwise.',
        zh: '又回到默认值：0，除非 `/etc/sysctl.d` 下有文件另作规定。',
      },
      { en: 'The key is gone until it is written again.', zh: '这个参数会消失，直到再次写入。' },
    ],
    answer: 2,
    why: {
      en: '`-w` writes into the running kernel, whose memory ends with the boot. At the next start systemd-sysctl reads the files and sets what they say.',
      zh: '`-w` 写进的是正在运行的内核，它的内存到重启就没了。下次启动时，systemd-sysctl 会读取那些文件，按里面写的设置。',
    },
  },
  {
    id: 'proc-on-disk',
    question: {
      en: 'Where on the disk does the kernel keep the files of `/proc`?',
      zh: '内核把 `/proc` 里的文件存放在磁盘的什么地方？',
    },
    options: [
      { en: 'Nowhere: their content is made when somebody reads them.', zh: '哪里都不存：有人读的时候才生成内容。' },
      { en: 'In the swap area.', zh: '在交换空间里。' },
      { en: 'In `/boot`, beside the kernel image.', zh: '在 `/boot` 里，和内核映像放在一起。' },
      { en: 'In `/var`, like everything that grows.', zh: '在 `/var` 里，和所有会增长的数据一样。' },
    ],
    answer: 0,
    why: {
      en: '`/proc` and `/sys` are views of the running kernel in the shape of files. That is why `ls -l` shows size 0 for files that have content, and why nothing of it is in a backup.',
      zh: '`/proc` 和 `/sys` 是正在运行的内核以文件形式给出的视图。所以 `ls -l` 显示大小为 0，读出来却有内容；也正因如此，它们不会出现在备份里。',
    },
  },
  {
    id: 'two-features',
    question: {
      en: 'A container sees only its own processes, and cannot use more than 512 MB. Which two features of the kernel are at work?',
      zh: '一个容器只看得到自己的进程，内存用量不能超过 512 MB。是内核的哪两个功能在起作用？',
    },
    options: [
      { en: 'Modules and sysctl.', zh: '模块和 sysctl。' },
      { en: 'Swap and overlay.', zh: '交换空间和 overlay。' },
      { en: 'A second kernel, and a firewall between the two.', zh: '另一个内核，以及两者之间的防火墙。' },
      { en: 'Namespaces, which isolate, and cgroups, which limit.', zh: '负责隔离的命名空间，以及负责限制的 cgroup。' },
    ],
    answer: 3,
    why: {
      en: 'A namespace decides what a process can see: processes, network, mounts, host name. A cgroup decides how much it may use. A container is a process with both, on the one kernel of the host.',
      zh: '命名空间决定进程能看到什么：进程、网络、挂载、主机名。cgroup 决定它能用多少。容器就是同时套上这两样的进程，运行在主机唯一的那个内核上。',
    },
  },
  {
    id: 'missing-bridge-key',
    question: {
      en: '`sysctl -w net.bridge.bridge-nf-call-iptables=1` says `cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory`. What is missing?',
      zh: '`sysctl -w net.bridge.bridge-nf-call-iptables=1` 报错 `cannot stat /proc/sys/net/bridge/bridge-nf-call-iptables: No such file or directory`。缺了什么？',
    },
    options: [
      { en: 'The right to do it: use `sudo`.', zh: '权限：要用 `sudo`。' },
      { en: 'The module `br_netfilter`, which brings these keys.', zh: '模块 `br_netfilter`，这些参数是它带来的。' },
      { en: 'The file, which `touch` creates.', zh: '那个文件，用 `touch` 创建即可。' },
    ],
    answer: 1,
    why: {
      en: 'A key exists as long as the part of the kernel that it belongs to. `sudo modprobe br_netfilter` brings it now, and a line in `/etc/modules-load.d` brings it at each boot, before the settings are read.',
      zh: '参数属于内核的某个部分，那部分在，参数才在。`sudo modprobe br_netfilter` 现在就把它带来；`/etc/modules-load.d` 里的一行则让它每次启动都在，而且早于读取参数。',
    },
  },
];
