import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, exists, image, not, oneOf, some } from '../../match';
import { anonymousName } from './volumes-mounts';

const server: Probe = { source: 'container', name: 'tutor-registry' };
const data: Probe = { source: 'volume', name: 'tutor-registry-data' };
const place = '/var/lib/registry';

const answer: Probe = { source: 'registry', port: 5001, path: '/v2/' };

/** A published port of the container, whichever port is behind it. */
const published = (port: string, address = {}) => some(some({ HostPort: port, ...address }));

/** The registry runs where the images' names say. */
export const up: Condition = {
  id: 'up',
  title: { en: 'tutor-registry is a registry on port 5001', zh: 'tutor-registry 是 5001 端口上的镜像仓库' },
  when: 'now',
  settle: 8,
  expect: [
    {
      probe: server,
      shape: {
        State: { Status: 'running' },
        Config: { Image: image('registry') },
        NetworkSettings: { Ports: published('5001') },
      },
    },
    { probe: answer, shape: { status: 200 } },
  ],
  told: [
    {
      id: 'port-5000',
      probe: server,
      shape: { HostConfig: { PortBindings: published('5000') } },
      text: {
        en: 'Fine elsewhere; here use 5001 (5000 is often taken). Remove tutor-registry and run it with `-p 127.0.0.1:5001:5000`.',
        zh: '换个地方没问题，这里请用 5001（5000 常被占用）。请删除 tutor-registry，用 `-p 127.0.0.1:5001:5000` 重新运行。',
      },
    },
    {
      id: 'inside-5001',
      probe: server,
      shape: { HostConfig: { PortBindings: { '5001/tcp': exists } } },
      text: {
        en: 'The order is host:container, and the registry listens on 5000 inside: `-p 127.0.0.1:5001:5000`.',
        zh: '顺序是 主机:容器，而仓库在容器里监听的是 5000：`-p 127.0.0.1:5001:5000`。',
      },
    },
    {
      id: 'chosen-by-docker',
      probe: server,
      shape: { HostConfig: { PublishAllPorts: true } },
      text: {
        en: '`-P` let Docker choose the host port, but the port is part of the image names: `-p 127.0.0.1:5001:5000`.',
        zh: '`-P` 会让 Docker 自己挑主机端口，可端口是镜像名的一部分：`-p 127.0.0.1:5001:5000`。',
      },
    },
    {
      id: 'not-published',
      probe: server,
      shape: { State: { Status: 'running' }, HostConfig: { PortBindings: absent } },
      text: {
        en: 'Nothing is published, and `-p` cannot be added later: remove tutor-registry and run it again with `-p 127.0.0.1:5001:5000`.',
        zh: '没有发布任何端口，而 `-p` 不能事后补上：请删除 tutor-registry，加上 `-p 127.0.0.1:5001:5000` 重新运行。',
      },
    },
    {
      id: 'no-answer',
      probe: answer,
      shape: { failure: oneOf('reset', 'timeout') },
      text: {
        en: 'Port 5001 does not lead to a registry that answers. The end of `docker logs tutor-registry` says where it listens, or why it does not.',
        zh: '5001 端口后面没有仓库应答。`docker logs tutor-registry` 的末尾会说明它监听在哪里，或者为什么没有监听。',
      },
    },
  ],
  notes: [
    {
      id: 'open-to-all',
      probe: server,
      shape: { NetworkSettings: { Ports: published('5001', { HostIp: '0.0.0.0' }) } },
      text: {
        en: 'It is open to the whole network, and without a login anybody there may push. `-p 127.0.0.1:5001:5000` keeps it on this machine.',
        zh: '整个网络都能访问它，而且无需登录，谁都可以推送。用 `-p 127.0.0.1:5001:5000` 就只有本机能访问。',
      },
    },
  ],
};

/** What is pushed outlives the container of the registry. */
export const keeps: Condition = {
  id: 'keeps',
  title: { en: 'Its data are in the volume tutor-registry-data', zh: '它的数据存放在数据卷 tutor-registry-data 里' },
  when: 'now',
  expect: [
    { probe: server, shape: { Mounts: some({ Type: 'volume', Name: 'tutor-registry-data', Destination: place }) } },
    { probe: data, shape: exists },
  ],
  told: [
    {
      id: 'other-destination',
      probe: server,
      shape: { Mounts: some({ Name: 'tutor-registry-data', Destination: not(place) }) },
      text: {
        en: 'The volume is mounted at a place that the registry does not use. It stores everything under `/var/lib/registry`: `-v tutor-registry-data:/var/lib/registry`.',
        zh: '数据卷挂载到了仓库用不到的地方。仓库把所有内容都存放在 `/var/lib/registry` 下：`-v tutor-registry-data:/var/lib/registry`。',
      },
    },
    {
      id: 'anonymous',
      probe: server,
      shape: { Mounts: some({ Type: 'volume', Name: anonymousName, Destination: place }) },
      text: {
        en: 'Without `-v` the pushes live in an anonymous volume, which the next container will not find: `-v tutor-registry-data:/var/lib/registry`.',
        zh: '没有写 `-v`，推送的内容就存在匿名卷里，下一个容器找不到它：`-v tutor-registry-data:/var/lib/registry`。',
      },
    },
    {
      id: 'host-folder',
      probe: server,
      shape: { Mounts: some({ Type: 'bind', Destination: place }) },
      text: {
        en: 'A host folder would keep the data too, but the task asks for the volume: the name before the colon must have no `/`. `-v tutor-registry-data:/var/lib/registry`',
        zh: '主机文件夹也能保住数据，但这里要求用数据卷：冒号前面的名字不能带 `/`。`-v tutor-registry-data:/var/lib/registry`',
      },
    },
    {
      id: 'other-volume',
      probe: server,
      shape: { Mounts: some({ Type: 'volume', Destination: place, Name: not('tutor-registry-data') }) },
      text: {
        en: 'The registry keeps its data in a volume of another name: `-v tutor-registry-data:/var/lib/registry`.',
        zh: '仓库的数据存进了另一个名字的数据卷：`-v tutor-registry-data:/var/lib/registry`。',
      },
    },
  ],
};
