import type { Lesson } from '../../lesson';
import { linuxNetworkNode } from './linux-network-node';
import { linuxNetworkServe } from './linux-network-serve';

/** Lesson linux/network. */
export const network: Lesson = {
  id: 'linux/network',
  title: { en: 'Network configuration and debugging', zh: '网络配置与调试基础' },
  minutes: 120,
  needs: ['linux', 'files'],
  teaches: [],
  exercises: [linuxNetworkServe, linuxNetworkNode],
  quiz: [],
};
