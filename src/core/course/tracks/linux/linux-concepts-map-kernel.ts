import type { Probe } from '../../check';
import type { Condition, Expectation } from '../../lesson';
import { atLeast, exists, matches, none, not, oneOf, some, type Shape } from '../../match';
import { hostFile, questionsIn } from './sample-or-live';

const { answers, answerTo, chose, empty, source } = questionsIn('kernel.yaml');

const off = oneOf(0, false, '0');
const on = oneOf(1, true, '1');

/** The learner's own machine: an answer, and the signs that it needs. */
const live = (field: string, answer: Shape, ...signs: readonly Expectation[]): readonly Expectation[] => [
  chose('live'),
  { probe: answers, shape: { [field]: answer }, guard: true },
  ...signs,
];
const sample = (field: string, answer: Shape): readonly Expectation[] => [
  chose('sample'),
  { probe: answers, shape: { [field]: answer } },
];

const forwarding = hostFile('/proc/sys/net/ipv4/ip_forward', 'lines');

const forward: Condition = {
  id: 'k-forward',
  title: { en: '`ipForward` is what the kernel says now', zh: '`ipForward` 是内核当前的值' },
  when: 'now',
  after: 'k-source',
  expect: sample('ipForward', off),
  or: [
    live('ipForward', off, { probe: forwarding, shape: { 0: '0' } }),
    live('ipForward', on, { probe: forwarding, shape: { 0: '1' } }),
  ],
  told: [
    empty('ipForward'),
    {
      id: 'wanted',
      probe: answers,
      shape: { ipForward: on },
      text: {
        en: 'That is the value you want, not the one you have: report first, change later.',
        zh: '那是你想要的值，不是当前的值：先如实报告，再改。',
      },
    },
    {
      id: 'already-on',
      probe: answers,
      shape: { ipForward: off },
      text: {
        en: 'This kernel forwards already, perhaps because Docker asked it to: the file says 1.',
        zh: '这个内核已经在转发了，可能是 Docker 打开的：文件里是 1。',
      },
    },
    {
      id: 'other-word',
      probe: answers,
      shape: { ipForward: exists },
      args: { found: answerTo('ipForward') },
      text: {
        en: 'Write what the file holds, 0 or 1, instead of {found}.',
        zh: '请写文件里的内容，0 或 1，而不是 {found}。',
      },
    },
  ],
};

const swaps = hostFile('/proc/swaps', 'lines');

const swap: Condition = {
  id: 'k-swap',
  title: { en: '`swapOn` says whether there is swap now', zh: '`swapOn` 说明现在有没有启用交换空间' },
  when: 'now',
  after: 'k-source',
  expect: sample('swapOn', true),
  or: [
    live('swapOn', true, { probe: swaps, shape: { length: atLeast(2) } }),
    live('swapOn', false, { probe: swaps, shape: not({ length: atLeast(2) }) }),
  ],
  told: [
    empty('swapOn'),
    {
      id: 'not-boolean',
      probe: answers,
      shape: { swapOn: not(oneOf(true, false)) },
      args: { found: answerTo('swapOn') },
      text: {
        en: 'Write `true` or `false`, without quotes, instead of {found}.',
        zh: '请写 `true` 或 `false`，不加引号，而不是 {found}。',
      },
    },
    {
      id: 'swap-there',
      probe: answers,
      shape: { swapOn: false },
      text: {
        en: '`/proc/swaps` has a line below its header: swap is on, even if nothing of it is used.',
        zh: '`/proc/swaps` 的表头下面还有一行：交换空间是启用的，哪怕一点都没用上。',
      },
    },
    {
      id: 'no-swap',
      probe: answers,
      shape: { swapOn: true },
      text: {
        en: '`/proc/swaps` holds its header only. `free -h` shows a Swap row even when it is 0.',
        zh: '`/proc/swaps` 里只有表头。`free -h` 总会显示 Swap 一行，哪怕是 0。',
      },
    },
  ],
};

const modules = hostFile('/proc/modules', 'lines');
const filesystems = hostFile('/proc/filesystems', 'lines');
const bridgeKey = hostFile('/proc/sys/net/bridge/bridge-nf-call-iptables', 'facts');

/**
 * A feature: loaded when /proc/modules lists it, built-in when it shows without that, else absent. A kernel that has no
 * /proc/modules loads none.
 */
function feature(
  id: string,
  field: string,
  module: string,
  inSample: string,
  builtIn: { readonly probe: Probe; readonly shape: Shape },
  told: Condition['told'],
): Condition {
  const listed = matches(new RegExp(`^${module} `));
  const unlisted = { probe: modules, shape: none(listed) };
  return {
    id,
    title: { en: `\`${field}\` is loaded, built-in or absent`, zh: `\`${field}\` 是 loaded、built-in 还是 absent` },
    when: 'now',
    after: 'k-source',
    expect: sample(field, inSample),
    or: [
      live(field, 'loaded', { probe: modules, shape: some(listed) }),
      live(field, 'built-in', unlisted, builtIn),
      live(field, 'absent', unlisted, { probe: builtIn.probe, shape: not(builtIn.shape) }),
    ],
    told: [
      empty(field),
      {
        id: 'other-word',
        probe: answers,
        shape: { [field]: not(oneOf('loaded', 'built-in', 'absent')) },
        args: { found: answerTo(field) },
        text: {
          en: '{found} is none of the three words: `loaded`, `built-in`, `absent`.',
          zh: '{found} 不是这三个词之一：`loaded`、`built-in`、`absent`。',
        },
      },
      {
        id: 'not-loaded',
        probe: answers,
        shape: { [field]: 'loaded' },
        text: {
          en: `\`lsmod\` lists no \`${module}\` there. Compare the whole name in the first column.`,
          zh: `那里的 \`lsmod\` 没有列出 \`${module}\`。请比对第一列的完整名称。`,
        },
      },
      ...told,
    ],
  };
}

const overlay = feature(
  'k-overlay',
  'overlay',
  'overlay',
  'loaded',
  { probe: filesystems, shape: some(matches(/(?:^|\s)overlay$/)) },
  [
    {
      id: 'can-do-it',
      probe: answers,
      shape: { overlay: 'absent' },
      text: {
        en: '`/proc/filesystems` lists overlay, so the kernel can do it: `loaded` when `lsmod` names it, too, else `built-in`.',
        zh: '`/proc/filesystems` 列出了 overlay，说明内核支持它：`lsmod` 里也有就是 `loaded`，否则是 `built-in`。',
      },
    },
    {
      id: 'not-built-in',
      probe: answers,
      shape: { overlay: 'built-in' },
      text: {
        en: 'Built-in features are not in `lsmod`, but in `/proc/filesystems`. Look at both again.',
        zh: '内置的功能不在 `lsmod` 里，但在 `/proc/filesystems` 里。请把两处再看一遍。',
      },
    },
  ],
);

const bridge = feature('k-br-netfilter', 'brNetfilter', 'br_netfilter', 'absent', { probe: bridgeKey, shape: exists }, [
  {
    id: 'is-there',
    probe: answers,
    shape: { brNetfilter: 'absent' },
    text: {
      en: 'It is there: `lsmod` lists it, or `/proc/sys/net/bridge` exists without that.',
      zh: '它是有的：要么 `lsmod` 列出了它，要么不靠模块也有 `/proc/sys/net/bridge`。',
    },
  },
  {
    id: 'not-built-in',
    probe: answers,
    shape: { brNetfilter: 'built-in' },
    text: {
      en: 'Were it built in, `/proc/sys/net/bridge` would exist while `lsmod` does not name it.',
      zh: '如果它是内置的，那么 `lsmod` 没有列出它，`/proc/sys/net/bridge` 却应当存在。',
    },
  },
]);

/** What a kernel says of itself. */
export const kernel: readonly Condition[] = [source('k-source', 'machine/'), forward, swap, overlay, bridge];
