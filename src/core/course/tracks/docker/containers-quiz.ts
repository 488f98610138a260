import type { Question } from '../../lesson';

/** The questions at the end of docker/containers. */
export const quiz: readonly Question[] = [
  {
    id: 'lightweight-vm',
    question: {
      en: '"A container is a lightweight virtual machine." How far does the sentence hold?',
      zh: '“容器就是轻量级的虚拟机。”这句话在多大程度上成立？',
    },
    options: [
      {
        en: 'Fully: it boots a small kernel of its own, only faster.',
        zh: '完全成立：它启动一个自己的小内核，只是更快。',
      },
      {
        en: 'As a picture only: it has no kernel of its own and a thinner wall, and it starts like any process.',
        zh: '只能当比喻：它没有自己的内核，隔离更薄，启动起来和普通进程一样。',
      },
      {
        en: 'Not at all: a container cannot have a network or a host name of its own.',
        zh: '完全不成立：容器不能有自己的网络和主机名。',
      },
      {
        en: 'Only on Linux: on Windows and macOS no virtual machine is involved.',
        zh: '只在 Linux 上成立：在 Windows 和 macOS 上根本用不到虚拟机。',
      },
    ],
    answer: 1,
    why: {
      en: "From inside it looks like a machine: files, processes, network and host name of its own. But the kernel is the host's, so there is nothing to boot, and a hole in that kernel concerns everybody on it.",
      zh: '从里面看，它像一台机器：有自己的文件、进程、网络和主机名。但内核是主机的，所以没有开机过程；这个内核一旦有漏洞，上面所有的容器都会受影响。',
    },
  },
  {
    id: 'who-limits-memory',
    question: {
      en: 'Which feature keeps one container from eating all the memory of the host?',
      zh: '是哪项功能防止一个容器吃光主机的全部内存？',
    },
    options: [
      { en: 'The memory namespace.', zh: '内存 namespace。' },
      { en: 'The read-only layers of the image.', zh: '镜像的只读层。' },
      { en: 'The cgroup.', zh: 'cgroup。' },
      { en: 'The writable layer.', zh: '可写层。' },
    ],
    answer: 2,
    why: {
      en: 'cgroups limit and count; namespaces only hide. There is no memory namespace: without a limit (`docker run --memory`), a container may take what the host has.',
      zh: 'cgroup 负责限制和统计，namespace 只负责遮住视线。内存 namespace 并不存在：不设上限（`docker run --memory`），容器就可以把主机的内存用光。',
    },
  },
  {
    id: 'windows-service',
    question: {
      en: 'A service that exists for Windows only must move to your Linux hosts. Container or virtual machine?',
      zh: '一个只有 Windows 版的服务要迁到你的 Linux 主机上，该用容器还是虚拟机？',
    },
    options: [
      { en: 'A container: the image brings Windows along.', zh: '容器：镜像会把 Windows 一起带来。' },
      {
        en: "A virtual machine: containers run on the host's Linux kernel.",
        zh: '虚拟机：容器用的是主机的 Linux 内核。',
      },
      {
        en: 'A container with `--privileged`, so that it may load the Windows kernel.',
        zh: '带 `--privileged` 的容器，这样就能加载 Windows 内核。',
      },
      {
        en: 'Either: an image gives the same result on every operating system.',
        zh: '都可以：镜像在任何操作系统上结果都一样。',
      },
    ],
    answer: 1,
    why: {
      en: 'An image holds programs and files, never a kernel. Windows programs need the Windows kernel, and only a virtual machine can boot one beside Linux.',
      zh: '镜像里是程序和文件，从来没有内核。Windows 程序需要 Windows 内核，而要在 Linux 旁边启动另一个内核，只有虚拟机做得到。',
    },
  },
  {
    id: 'image-or-container',
    question: {
      en: 'Three containers run from `nginx:1.30-alpine`. One of them deletes `/usr/share/nginx/html/index.html`. Who notices?',
      zh: '三个容器都用 `nginx:1.30-alpine` 运行，其中一个删掉了 `/usr/share/nginx/html/index.html`。谁会受影响？',
    },
    options: [
      { en: 'Only that container.', zh: '只有这个容器自己。' },
      { en: 'All three, because they share the image.', zh: '三个都会，因为它们共用镜像。' },
      { en: 'The image and every container started from it later.', zh: '镜像本身，以及以后用它启动的容器。' },
      {
        en: 'Nobody: files of an image cannot be deleted in a container.',
        zh: '谁都不会：镜像里的文件在容器里删不掉。',
      },
    ],
    answer: 0,
    why: {
      en: 'The image is read-only. The container notes the deletion in its own writable layer, which nobody else sees.',
      zh: '镜像是只读的。删除只记录在这个容器自己的可写层里，别人看不到。',
    },
  },
];
