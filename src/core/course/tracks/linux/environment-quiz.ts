import type { Question } from '../../lesson';

/** The questions at the end of linux/environment. */
export const quiz: readonly Question[] = [
  {
    id: 'whose-kernel',
    question: {
      en: 'A server runs Ubuntu 24.04 with kernel 6.8. On which kernel does a container from the image `debian:13` run there?',
      zh: '一台服务器运行 Ubuntu 24.04，内核是 6.8。在上面用镜像 `debian:13` 启动的容器，运行在哪个内核上？',
    },
    options: [
      { en: 'On the kernel of Debian 13, which the image brings along.', zh: '运行在 Debian 13 的内核上，镜像自带。' },
      { en: 'On a kernel that Docker downloads for it.', zh: '运行在 Docker 为它下载的内核上。' },
      {
        en: 'On the same 6.8 kernel as everything else on that server.',
        zh: '和这台服务器上的其他程序一样，运行在同一个 6.8 内核上。',
      },
      { en: 'It does not start: kernel and distribution must match.', zh: '启动不了：内核和发行版必须匹配。' },
    ],
    answer: 2,
    why: {
      en: 'An image holds files of a distribution: programs, libraries, `/etc/os-release`. It brings no kernel. That is why `uname -r` in the container prints what it prints on the host.',
      zh: '镜像里装的是发行版的文件：程序、库、`/etc/os-release`，没有内核。所以在容器里执行 `uname -r`，打印的和主机上一样。',
    },
  },
  {
    id: 'without-systemd',
    question: {
      en: 'Later lessons start services with `systemctl`. Which of these ways to get a Linux gives you no systemd?',
      zh: '后面的课程要用 `systemctl` 启动服务。下面哪种途径得到的 Linux 没有 systemd？',
    },
    options: [
      { en: 'A dev container.', zh: '开发容器（dev container）。' },
      { en: 'A virtual machine with Ubuntu 24.04.', zh: '装有 Ubuntu 24.04 的虚拟机。' },
      { en: 'A cloud server with Debian 13.', zh: '装有 Debian 13 的云服务器。' },
      { en: 'A laptop on which Fedora is installed.', zh: '装有 Fedora 的笔记本电脑。' },
    ],
    answer: 0,
    why: {
      en: 'Process 1 of a dev container is a shell or a small helper such as `docker-init`, so nobody is there whom `systemctl` could ask. The other three boot a whole system, and systemd is its process 1.',
      zh: '开发容器的 1 号进程是一个 shell，或者 `docker-init` 之类的小程序，`systemctl` 没有可以对话的对象。另外三种都会引导完整的系统，1 号进程就是 systemd。',
    },
  },
  {
    id: 'centos-stream',
    question: {
      en: 'A guide from 2019 builds everything on CentOS 7. Somebody proposes CentOS Stream, "the free copy of RHEL". What is right?',
      zh: '一份 2019 年的教程全部基于 CentOS 7。有人提议改用 CentOS Stream，说它是“免费的 RHEL”。哪种说法正确？',
    },
    options: [
      {
        en: 'True: Stream is rebuilt from the packages of each RHEL release.',
        zh: '没错：Stream 是用每个 RHEL 版本的软件包重新构建的。',
      },
      {
        en: 'Not quite: Stream is where the next minor release of RHEL is prepared. Rebuilds are Rocky Linux and AlmaLinux.',
        zh: '不太对：Stream 是 RHEL 下一个小版本的准备场所。重新构建的是 Rocky Linux 和 AlmaLinux。',
      },
      { en: 'Stay on CentOS 7, which still gets security updates.', zh: '继续用 CentOS 7，它仍有安全更新。' },
    ],
    answer: 1,
    why: {
      en: 'CentOS Linux was the rebuild, and it is over: 8 ended with 2021, 7 in June 2024. Stream runs a little ahead of RHEL. For learning, an Ubuntu LTS will do; for a RHEL-like server, take a rebuild.',
      zh: 'CentOS Linux 才是那个重新构建的版本，而它已经结束：8 终止于 2021 年底，7 终止于 2024 年 6 月。Stream 走在 RHEL 前面一点。学习用 Ubuntu LTS 就好；想要类似 RHEL 的服务器，就选一个重新构建的发行版。',
    },
  },
  {
    id: 'wsl-folder',
    question: {
      en: 'You work in WSL 2. Where do your projects belong?',
      zh: '你在 WSL 2 里工作。项目应该放在哪里？',
    },
    options: [
      {
        en: 'In `/mnt/c/Users/…`, so that Windows programs see them.',
        zh: '放在 `/mnt/c/Users/…`，这样 Windows 程序看得到。',
      },
      { en: 'In `/tmp`, which is fastest.', zh: '放在 `/tmp`，它最快。' },
      { en: 'It makes no difference.', zh: '放哪里都一样。' },
      { en: 'In `~/`, the home directory inside Linux.', zh: '放在 `~/`，也就是 Linux 里的主目录。' },
    ],
    answer: 3,
    why: {
      en: '`/mnt/c` is the Windows disk seen through a network protocol: many small files are slow there, and `chmod` changes nothing. Windows reaches your home by `\\\\wsl.localhost`.',
      zh: '`/mnt/c` 是隔着网络协议看到的 Windows 磁盘：小文件一多就慢，`chmod` 也不起作用。反过来，Windows 可以通过 `\\\\wsl.localhost` 访问你的主目录。',
    },
  },
];
