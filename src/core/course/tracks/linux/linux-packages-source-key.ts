import type { Place, Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, anyOf, exists, matches } from '../../match';

/** The stanzas of the source that the learner writes. */
export const stanzas: Probe = { source: 'file', path: 'root/etc/apt/sources.list.d/docker.sources', as: 'deb822' };

/** A field of its first stanza. */
export const field = (name: string): Place => ({ probe: stanzas, path: ['0', name] });

/** Only the vendor's key, for this repository only. */
export const key: Condition = {
  id: 'key',
  title: { en: "Only Docker's key may sign it", zh: '只有 Docker 的密钥能为它签名' },
  when: 'now',
  expect: [
    {
      probe: stanzas,
      shape: {
        '0': {
          'Signed-By': '/etc/apt/keyrings/docker.asc',
          Trusted: anyOf(absent, matches(/^(?:no|false|0|off|without|disable)$/i)),
        },
      },
    },
  ],
  told: [
    {
      id: 'trusted',
      probe: stanzas,
      shape: { '0': { Trusted: exists } },
      text: {
        en: '`Trusted: yes` switches the signature check off, for everything that this repository sends: remove it and name the key.',
        zh: '`Trusted: yes` 会关掉签名检查，这个源发来什么都照单全收：请删掉它，写明密钥。',
      },
    },
    {
      id: 'mini-root',
      probe: stanzas,
      shape: { '0': { 'Signed-By': matches(/root\/etc\/apt\/keyrings\/docker\.asc$/) } },
      text: {
        en: '`root/` stands for `/` here: on the machine the path begins with `/etc`.',
        zh: '这里的 `root/` 代表 `/`：在机器上，路径以 `/etc` 开头。',
      },
    },
    {
      id: 'no-key',
      probe: stanzas,
      shape: { '0': { 'Signed-By': absent } },
      text: {
        en: 'Without `Signed-By` any key that apt trusts may sign this repository: name `/etc/apt/keyrings/docker.asc`.',
        zh: '没有 `Signed-By`，apt 信任的任何密钥都能为这个源签名：请写明 `/etc/apt/keyrings/docker.asc`。',
      },
    },
    {
      id: 'other-key',
      probe: stanzas,
      shape: { '0': { 'Signed-By': exists } },
      args: { key: field('Signed-By') },
      text: {
        en: '{key} is not the key of the task: it lies in `/etc/apt/keyrings/docker.asc`, and apt stops at a key file that is not there.',
        zh: '{key} 不是任务里的密钥：密钥放在 `/etc/apt/keyrings/docker.asc`；密钥文件不存在，apt 就会报错停下。',
      },
    },
  ],
};

/** The architecture by Debian's name. */
export const arch: Condition = {
  id: 'arch',
  title: { en: 'The architecture is amd64', zh: '架构是 amd64' },
  when: 'now',
  expect: [{ probe: stanzas, shape: { '0': { Architectures: 'amd64' } } }],
  told: [
    {
      id: 'kernel-name',
      probe: stanzas,
      shape: { '0': { Architectures: matches(/x86[_-]64|x64/i) } },
      text: {
        en: 'The kernel says x86_64, Debian calls the same architecture `amd64`; `dpkg --print-architecture` tells its name.',
        zh: '内核叫它 x86_64，Debian 把同一种架构叫做 `amd64`；用 `dpkg --print-architecture` 可以查到。',
      },
    },
    {
      id: 'missing',
      probe: stanzas,
      shape: { '0': { Architectures: absent } },
      text: {
        en: 'The line `Architectures: amd64` is missing: without it apt also asks for every foreign architecture of the host.',
        zh: '缺少 `Architectures: amd64` 这一行：没有它，主机上启用的其他架构，apt 也会去要。',
      },
    },
  ],
};
