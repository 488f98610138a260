import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, exists, matches, oneOf, sameAs } from '../../match';

const file: Probe = { source: 'file', path: 'engines.yaml', as: 'yaml' };
const cluster: Probe = { source: 'kubernetes-version' };
const keystone: Probe = { source: 'openstack-version' };

/** What is chosen for a layer of which the practice lab has no part yet. */
const use = (layer: 'kubernetes' | 'openstack', name: string): Condition => ({
  id: `${layer}-use`,
  title: { en: `\`${layer}.use\` says what you have`, zh: `\`${layer}.use\` 写的是你有什么` },
  when: 'now',
  after: 'form',
  expect: [{ probe: file, shape: { [layer]: { use: oneOf('real', 'none') } } }],
  told: [
    {
      id: 'empty',
      probe: file,
      shape: { [layer]: { use: absent } },
      text: {
        en: `\`${layer}.use\` is empty: write \`none\` while you have no ${name}, that is a good answer.`,
        zh: `\`${layer}.use\` 是空的：还没有 ${name} 就写 \`none\`，这也是正确答案。`,
      },
    },
    {
      id: 'lab',
      probe: file,
      shape: { [layer]: { use: 'lab' } },
      text: {
        en: `The practice lab has a Docker engine and no ${name} yet: write \`none\`, or \`real\` where you have one.`,
        zh: `练习环境目前只有 Docker 引擎，还没有 ${name}：请写 \`none\`，自己有的话写 \`real\`。`,
      },
    },
    {
      id: 'other',
      probe: file,
      shape: { [layer]: { use: exists } },
      args: { found: { probe: file, path: [layer, 'use'] } },
      text: {
        en: `\`${layer}.use\` is {found}. Write \`real\` or \`none\`; whatever made it, one of yours is \`real\`.`,
        zh: `\`${layer}.use\` 的值是 {found}。请写 \`real\` 或 \`none\`；不管用什么工具搭建，自己的都算 \`real\`。`,
      },
    },
  ],
});

const git = { probe: cluster, path: ['gitVersion'] };
const writtenGit = { probe: file, path: ['kubernetes', 'gitVersion'] };
const identity = { probe: keystone, path: ['id'] };
const writtenId = { probe: file, path: ['openstack', 'keystone'] };

/** Kubernetes and OpenStack: the choice counts, what their servers say is for those who have them. */
export const cloudConditions: readonly Condition[] = [
  use('kubernetes', 'Kubernetes'),
  use('openstack', 'OpenStack'),
  {
    id: 'kubernetes-version',
    title: { en: '`kubernetes.gitVersion` is that of the server', zh: '`kubernetes.gitVersion` 是服务器的版本' },
    when: 'now',
    after: 'kubernetes-use',
    optional: true,
    expect: [{ probe: file, shape: { kubernetes: { gitVersion: sameAs(git) } } }],
    or: [[{ probe: file, shape: { kubernetes: { use: 'none' } } }]],
    told: [
      {
        id: 'empty',
        probe: file,
        shape: { kubernetes: { gitVersion: absent } },
        text: {
          en: '`kubernetes.gitVersion` is empty: copy what `kubectl version` prints as `Server Version`.',
          zh: '`kubernetes.gitVersion` 是空的：请抄 `kubectl version` 打印的 `Server Version`。',
        },
      },
      {
        id: 'without-v',
        probe: file,
        shape: { kubernetes: { gitVersion: matches(/^\d/) } },
        text: {
          en: 'Copy it with the `v`: it is the name of a Git tag.',
          zh: '请连 `v` 一起抄：它是 Git 标签的名称。',
        },
      },
      {
        id: 'clients-line',
        probe: file,
        shape: { kubernetes: { gitVersion: exists } },
        args: { found: writtenGit, version: git },
        text: {
          en: 'The server says {version}, the file {found}. `kubectl version` prints the client first: take `Server Version`.',
          zh: '服务器报告的是 {version}，文件里是 {found}。`kubectl version` 先打印客户端：请抄 `Server Version`。',
        },
      },
    ],
  },
  {
    id: 'keystone',
    title: {
      en: '`openstack.keystone` is the version id of Keystone',
      zh: '`openstack.keystone` 是 Keystone 的版本 id',
    },
    when: 'now',
    after: 'openstack-use',
    optional: true,
    expect: [{ probe: file, shape: { openstack: { keystone: sameAs(identity) } } }],
    or: [[{ probe: file, shape: { openstack: { use: 'none' } } }]],
    told: [
      {
        id: 'empty',
        probe: file,
        shape: { openstack: { keystone: absent } },
        text: {
          en: '`openstack.keystone` is empty: `curl AUTH_URL/v3` answers without a login, copy `version.id`.',
          zh: '`openstack.keystone` 是空的：`curl AUTH_URL/v3` 不用登录就会应答，请抄其中的 `version.id`。',
        },
      },
      {
        id: 'address',
        probe: file,
        shape: { openstack: { keystone: matches(/^https?:/) } },
        text: {
          en: 'That is the address. Ask it, and copy the `id` from the answer: it looks like `v3.14`.',
          zh: '这是地址。请访问它，抄应答里的 `id`：形如 `v3.14`。',
        },
      },
      {
        id: 'other',
        probe: file,
        shape: { openstack: { keystone: exists } },
        args: { found: writtenId, id: identity },
        text: {
          en: 'Keystone says {id}, the file {found}. Copy `version.id` whole, with its minor number, as text.',
          zh: 'Keystone 报告的是 {id}，文件里是 {found}。请把 `version.id` 连同次版本号完整抄下，作为文本。',
        },
      },
    ],
  },
];
