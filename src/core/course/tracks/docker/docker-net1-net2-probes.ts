import type { Probe } from '../../check';
import type { Condition, Expectation, FoundCase } from '../../lesson';
import { absent, allOf, hides, holdsTextOf, lacks, matches, not, sameAs, sequence, type Matcher } from '../../match';
import { a, c } from './docker-net1-net2-members';
import { events } from './events';

const ab: Probe = { source: 'container', name: 'tutor-probe-ab' };
const abLog: Probe = { source: 'logs', name: 'tutor-probe-ab' };
const ac1: Probe = { source: 'container', name: 'tutor-probe-ac1' };
const ac2: Probe = { source: 'container', name: 'tutor-probe-ac2' };
const ac2Log: Probe = { source: 'logs', name: 'tutor-probe-ac2' };

const unresolved = /bad address|not known|name resolution/;

/** The mode `container:` with tutor-a's full id behind it. */
const borrowed = allOf(matches(/^container:/), holdsTextOf({ probe: a, path: ['Id'] }));

const borrows = (probe: Probe): Expectation => ({ probe, shape: { HostConfig: { NetworkMode: borrowed } } });
const ended = (probe: Probe, code: 0 | Matcher): Expectation => ({
  probe,
  shape: { State: { Status: 'exited', ExitCode: code } },
});

/** Ways to probe from another place than tutor-a. */
const elsewhere = (probe: Probe, name: string): readonly FoundCase[] => [
  {
    id: 'own-network',
    probe,
    shape: { HostConfig: { NetworkMode: not(matches(/^container:/)) } },
    text: {
      en: `Borrow tutor-a's network: remove ${name} and run it again with \`--network container:tutor-a\`.`,
      zh: `要借用 tutor-a 的网络：请删除 ${name}，加上 \`--network container:tutor-a\` 重新运行。`,
    },
  },
  {
    id: 'other-container',
    probe,
    shape: { HostConfig: { NetworkMode: hides({ probe: a, path: ['Id'] }) } },
    text: {
      en: `${name} borrowed the network of another container, or of a tutor-a that is gone. Remove it and run it again with \`--network container:tutor-a\`.`,
      zh: `${name} 借用的是别的容器的网络，或者是已经删除的旧 tutor-a。请删除它，加上 \`--network container:tutor-a\` 重新运行。`,
    },
  },
];

const idOf = (probe: Probe): Matcher => sameAs({ probe, path: ['Id'] });
const joining = {
  Type: 'network',
  Action: 'connect',
  Actor: { Attributes: { name: 'tutor-net1', container: idOf(c) } },
};
const probing = { Type: 'container', Action: 'start', Actor: { ID: idOf(ac1) } };

/** What the probes saw, and when. */
export const probings: readonly Condition[] = [
  {
    id: 'probe-ab',
    title: { en: 'From tutor-a, tutor-b answered', zh: '从 tutor-a 探测，tutor-b 有应答' },
    when: 'now',
    expect: [borrows(ab), ended(ab, 0)],
    told: [
      ...elsewhere(ab, 'tutor-probe-ab'),
      {
        id: 'no-answer',
        probe: abLog,
        shape: matches(/bad address|not known|name resolution|100% packet loss/),
        text: {
          en: 'tutor-a did not reach tutor-b: when it asked, the two were not on one network, or tutor-b did not run. Remove tutor-probe-ab and run it again.',
          zh: 'tutor-a 没有连通 tutor-b：探测时两者不在同一个网络，或者 tutor-b 没有运行。请删除 tutor-probe-ab 再重新运行。',
        },
      },
    ],
  },
  {
    id: 'apart',
    title: {
      en: 'Before tutor-c joined tutor-net1, tutor-a did not reach it',
      zh: '在 tutor-c 加入 tutor-net1 之前，tutor-a 连不通它',
    },
    when: 'once',
    expect: [borrows(ac1), ended(ac1, not(0)), { probe: events, shape: { events: sequence(probing, joining) } }],
    or: [
      [borrows(ac1), ended(ac1, not(0)), { probe: c, shape: { NetworkSettings: { Networks: lacks('tutor-net1') } } }],
    ],
    told: [
      ...elsewhere(ac1, 'tutor-probe-ac1'),
      {
        id: 'reached',
        probe: ac1,
        shape: { State: { Status: 'exited', ExitCode: 0 } },
        text: {
          en: 'It worked because tutor-c had already joined: `docker network disconnect tutor-net1 tutor-c`, remove tutor-probe-ac1, and repeat tasks 3 to 5.',
          zh: '它能连通，是因为 tutor-c 已经加入了：执行 `docker network disconnect tutor-net1 tutor-c`，删除 tutor-probe-ac1，重做第 3 到 5 步。',
        },
      },
      {
        id: 'newer',
        probe: events,
        shape: { events: sequence(joining, probing) },
        text: {
          en: 'This probe is newer than the connect. `docker network disconnect tutor-net1 tutor-c`, remove tutor-probe-ac1, and repeat tasks 3 to 5.',
          zh: '这次探测在连接之后才做。请执行 `docker network disconnect tutor-net1 tutor-c`，删除 tutor-probe-ac1，重做第 3 到 5 步。',
        },
      },
      {
        id: 'nobody-to-reach',
        probe: c,
        shape: absent,
        text: {
          en: 'There is no tutor-c that could be reached or not: task 2.',
          zh: '还没有 tutor-c，谈不上能不能连通：请先做第 2 步。',
        },
      },
    ],
  },
  {
    id: 'joined',
    title: { en: 'After that, tutor-c answered tutor-a', zh: '加入之后，tutor-c 应答了 tutor-a' },
    when: 'now',
    expect: [borrows(ac2), ended(ac2, 0)],
    told: [
      ...elsewhere(ac2, 'tutor-probe-ac2'),
      {
        id: 'unknown-name',
        probe: ac2Log,
        shape: matches(unresolved),
        text: {
          en: 'tutor-c was not in tutor-net1 yet, or did not run. Join it, remove tutor-probe-ac2 and run it again.',
          zh: '当时 tutor-c 还没加入 tutor-net1，或者没有运行。请先让它加入，删除 tutor-probe-ac2 再重新运行。',
        },
      },
      {
        id: 'no-answer',
        probe: ac2Log,
        shape: matches(/100% packet loss/),
        text: {
          en: 'The address was known, but nobody answered: is tutor-c running, and did you use its address in tutor-net1? Remove tutor-probe-ac2 and run it again.',
          zh: '地址有了，却没有应答：tutor-c 在运行吗？用的是它在 tutor-net1 里的地址吗？请删除 tutor-probe-ac2 再重新运行。',
        },
      },
    ],
  },
];
