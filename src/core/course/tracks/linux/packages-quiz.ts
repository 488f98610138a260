import type { Question } from '../../lesson';

/** The questions at the end of linux/packages. */
export const quiz: readonly Question[] = [
  {
    id: 'refresh-with-dnf',
    question: {
      en: 'On Rocky Linux you want what `apt update` does on Ubuntu. What do you type?',
      zh: '在 Rocky Linux 上，你想做 `apt update` 在 Ubuntu 上做的事。该敲什么？',
    },
    options: [
      { en: '`dnf update`', zh: '`dnf update`' },
      { en: '`yum update`', zh: '`yum update`' },
      { en: '`dnf makecache` or `dnf check-update`', zh: '`dnf makecache` 或 `dnf check-update`' },
      { en: '`rpm --rebuilddb`', zh: '`rpm --rebuilddb`' },
    ],
    answer: 2,
    why: {
      en: '`dnf update` upgrades every package, and `yum` is only another name of dnf. `makecache` fetches the lists, `check-update` also says what is newer; neither changes the system.',
      zh: '`dnf update` 会升级所有软件包，`yum` 只是 dnf 的另一个名字。`makecache` 取回列表，`check-update` 还会说出哪些有新版本，两者都不改动系统。',
    },
  },
  {
    id: 'lock-held',
    question: {
      en: '`Could not get lock /var/lib/dpkg/lock-frontend`. What is the first step?',
      zh: '报错 `Could not get lock /var/lib/dpkg/lock-frontend`。第一步做什么？',
    },
    options: [
      {
        en: 'See who holds it, often unattended-upgrades, and wait.',
        zh: '看看是谁持有它，常常是 unattended-upgrades，然后等它做完。',
      },
      { en: '`rm /var/lib/dpkg/lock*`', zh: '`rm /var/lib/dpkg/lock*`' },
      { en: '`kill -9` on the process that holds it.', zh: '对持有它的进程执行 `kill -9`。' },
      { en: 'Reboot the host.', zh: '重启主机。' },
    ],
    answer: 0,
    why: {
      en: 'The message names the process. A package that is being configured must not be cut off, and without the lock two of them write the same database. `-o DPkg::Lock::Timeout=60` lets apt wait by itself.',
      zh: '报错里写着是哪个进程。正在配置的软件包不能打断；没有了锁，两个进程就会写同一个数据库。加上 `-o DPkg::Lock::Timeout=60`，apt 会自己等。',
    },
  },
  {
    id: 'why-hold',
    question: {
      en: 'Why are kubeadm, kubelet and kubectl put on hold?',
      zh: '为什么要锁定 kubeadm、kubelet 和 kubectl？',
    },
    options: [
      { en: 'Because their packages are not signed.', zh: '因为它们的软件包没有签名。' },
      {
        en: "Their versions must match the cluster's: an automatic upgrade would break the skew rule.",
        zh: '它们的版本必须和集群配套：自动升级会违反版本偏差规则。',
      },
      { en: 'So that `apt autoremove` does not delete them.', zh: '免得 `apt autoremove` 把它们删掉。' },
      { en: 'Held packages get security updates first.', zh: '锁定的软件包会优先得到安全更新。' },
    ],
    answer: 1,
    why: {
      en: 'A kubelet must not be newer than its API server, and upgrades go one minor version at a time, node by node. A hold leaves that decision to you, and also keeps security fixes out, so plan the upgrade.',
      zh: 'kubelet 不能比 API server 新，升级要一个次版本一个次版本、一个节点一个节点地来。锁定把这个决定留给你，同时也把安全修复挡在外面，所以要安排好升级。',
    },
  },
  {
    id: 'key-in-keyrings',
    question: {
      en: 'You stored a key in `/etc/apt/keyrings/`, and its source has no `Signed-By`. What happens at `apt update`?',
      zh: '你把密钥放进了 `/etc/apt/keyrings/`，而软件源里没有 `Signed-By`。`apt update` 时会怎样？',
    },
    options: [
      { en: 'All is well: apt reads every key in that folder.', zh: '一切正常：apt 会读那个文件夹里的所有密钥。' },
      { en: 'apt asks whether it should trust the key.', zh: 'apt 会问要不要信任这把密钥。' },
      { en: 'apt installs the packages without a check.', zh: 'apt 不做检查就安装软件包。' },
      {
        en: '`NO_PUBKEY`: nobody told apt that this key belongs to this source.',
        zh: '`NO_PUBKEY`：没人告诉 apt 这把密钥属于这个源。',
      },
    ],
    answer: 3,
    why: {
      en: 'The folder is only a place to keep keys. What apt trusts for every source lies in `/etc/apt/trusted.gpg.d/`, and there a vendor key should not be. `Signed-By` ties key and source together.',
      zh: '这个文件夹只是存放密钥的地方。对所有源都有效的密钥在 `/etc/apt/trusted.gpg.d/` 里，厂商的密钥不该放到那里。把密钥和软件源绑在一起的是 `Signed-By`。',
    },
  },
];
