import type { Lesson } from '../../lesson';
import { dockerNameDns } from './docker-name-dns';
import { dockerNet1Net2 } from './docker-net1-net2';
import { dockerPublish } from './docker-publish';
import { quiz } from './networks-quiz';

/** Lesson docker/networks. */
export const networks: Lesson = {
  id: 'docker/networks',
  title: { en: 'Container networks and published ports', zh: '容器网络与端口映射' },
  minutes: 50,
  needs: ['docker'],
  teaches: [
    {
      en: 'publish a port to one address or to all, and read the mapping back',
      zh: '把端口发布到一个地址或所有地址，并读出映射关系',
    },
    {
      en: 'let containers find each other by name on a network of their own',
      zh: '让容器在自己的网络里用名字找到彼此',
    },
    {
      en: 'separate applications by networks, and join one container to two',
      zh: '用网络隔离应用，让一个容器加入两个网络',
    },
    {
      en: 'tell the modes bridge, host, none and container apart',
      zh: '分清 bridge、host、none 和 container 四种模式',
    },
  ],
  exercises: [dockerNameDns, dockerNet1Net2, dockerPublish],
  quiz,
};
