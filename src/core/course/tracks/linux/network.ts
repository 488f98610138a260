import type { Lesson } from '../../lesson';
import { linuxNetworkNode } from './linux-network-node';
import { linuxNetworkServe } from './linux-network-serve';
import { quiz } from './network-quiz';

/** Lesson linux/network. */
export const network: Lesson = {
  id: 'linux/network',
  title: { en: 'Network configuration and debugging', zh: '网络配置与调试基础' },
  minutes: 120,
  needs: ['linux', 'files'],
  teaches: [
    { en: 'read addresses, routes and listening sockets', zh: '看懂地址、路由和监听的套接字' },
    { en: 'tell faults of name, route, port and application apart', zh: '分清故障出在名字、路由、端口还是应用' },
    {
      en: 'write a netplan file with a static address, and a hosts file for a cluster',
      zh: '编写静态地址的 netplan 文件，以及集群用的 hosts 文件',
    },
    { en: 'serve a folder and prove what listens where', zh: '提供一个目录，并证明谁在哪里监听' },
  ],
  exercises: [linuxNetworkServe, linuxNetworkNode],
  quiz,
};
