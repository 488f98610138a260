import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { contains, exactly, lacks, type Matcher } from '../../match';

export const a: Probe = { source: 'container', name: 'tutor-a' };
export const b: Probe = { source: 'container', name: 'tutor-b' };
export const c: Probe = { source: 'container', name: 'tutor-c' };

const networks = (shape: Matcher) => ({ NetworkSettings: { Networks: shape } });

/** What is wrong with a container that belongs to tutor-net1 alone. */
const strayed = (name: 'a' | 'b', probe: Probe): readonly FoundCase[] => [
  {
    id: `${name}-not-in-net1`,
    probe,
    shape: networks(lacks('tutor-net1')),
    text: {
      en: `tutor-${name} is not in tutor-net1, where it belongs: \`docker network connect tutor-net1 tutor-${name}\`, and disconnect it from the network where it is now.`,
      zh: `tutor-${name} 应该在 tutor-net1 里，却不在：\`docker network connect tutor-net1 tutor-${name}\`，并把它从现在的网络断开。`,
    },
  },
  {
    id: `${name}-on-default`,
    probe,
    shape: networks(contains('bridge')),
    text: {
      en: `tutor-${name} was started on the default network and connected later: \`docker network disconnect bridge tutor-${name}\`.`,
      zh: `tutor-${name} 是在默认网络上启动、后来才连过来的：\`docker network disconnect bridge tutor-${name}\`。`,
    },
  },
  {
    id: `${name}-in-net2`,
    probe,
    shape: networks(contains('tutor-net2')),
    text: {
      en: `tutor-${name} is in tutor-net2 too; only tutor-c belongs to both: \`docker network disconnect tutor-net2 tutor-${name}\`.`,
      zh: `tutor-${name} 也在 tutor-net2 里；只有 tutor-c 应该两边都在：\`docker network disconnect tutor-net2 tutor-${name}\`。`,
    },
  },
];

/** Which container is in which network. */
export const memberships: readonly Condition[] = [
  {
    id: 'nets',
    title: { en: 'tutor-net1 and tutor-net2 are bridge networks', zh: 'tutor-net1 和 tutor-net2 都是 bridge 网络' },
    when: 'now',
    expect: ['tutor-net1', 'tutor-net2'].map((name) => ({
      probe: { source: 'network', name },
      shape: { Driver: 'bridge' },
    })),
    told: [],
  },
  {
    id: 'ab-home',
    title: { en: 'tutor-a and tutor-b are in tutor-net1 alone', zh: 'tutor-a 和 tutor-b 只在 tutor-net1 里' },
    when: 'now',
    expect: [a, b].map((probe) => ({ probe, shape: networks(exactly('tutor-net1')) })),
    told: [...strayed('a', a), ...strayed('b', b)],
  },
  {
    id: 'c-both',
    title: { en: 'tutor-c is in tutor-net1 and in tutor-net2', zh: 'tutor-c 同时在 tutor-net1 和 tutor-net2 里' },
    when: 'now',
    expect: [{ probe: c, shape: networks(exactly('tutor-net1', 'tutor-net2')) }],
    told: [
      {
        id: 'moved',
        probe: c,
        shape: networks(lacks('tutor-net2')),
        text: {
          en: 'tutor-c is not in tutor-net2, where it starts; in the end it should be in both. Remove tutor-c and the probes to it, and repeat from task 2.',
          zh: 'tutor-c 应该从 tutor-net2 出发，最后两个网络都在，现在它却不在 tutor-net2 里。请删除 tutor-c 和探测它的容器，从第 2 步重做。',
        },
      },
      {
        id: 'not-joined',
        probe: c,
        shape: networks(lacks('tutor-net1')),
        text: {
          en: 'Task 4 is open: `docker network connect tutor-net1 tutor-c`. (First the probe of task 3.)',
          zh: '第 4 步还没做：`docker network connect tutor-net1 tutor-c`。（先完成第 3 步的探测。）',
        },
      },
      {
        id: 'on-default',
        probe: c,
        shape: networks(contains('bridge')),
        text: {
          en: 'tutor-c is on the default network too: `docker network disconnect bridge tutor-c`.',
          zh: 'tutor-c 还连着默认网络：`docker network disconnect bridge tutor-c`。',
        },
      },
    ],
  },
];
