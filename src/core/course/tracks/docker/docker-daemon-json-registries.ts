import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, every, exists, matches, none, some } from '../../match';

/** The exercise's file, strictly JSON. */
export const json: Probe = { source: 'file', path: 'daemon.json', as: 'json' };

const registry = '192.168.56.11:5000';

/** The registry without TLS, as dockerd compares it with image names. */
export const insecure: Condition = {
  id: 'insecure',
  title: { en: 'The registry is named as host:port', zh: '镜像仓库写成 host:port 的形式' },
  when: 'now',
  after: 'json',
  expect: [{ probe: json, shape: { 'insecure-registries': allOf(some(registry), none(matches(/:\/\//))) } }],
  told: [
    {
      id: 'scheme',
      probe: json,
      shape: { 'insecure-registries': some(matches(/:\/\//)) },
      text: {
        en: 'Entries are `host:port`, without a scheme: an image is called `192.168.56.11:5000/app` as well. dockerd cuts `http://` off and says so only in its own log.',
        zh: '条目是 `host:port`，不带协议：镜像名也写成 `192.168.56.11:5000/app`。dockerd 会去掉 `http://`，但只在自己的日志里说一声。',
      },
    },
    {
      id: 'not-a-list',
      probe: json,
      shape: { 'insecure-registries': matches(/./) },
      text: {
        en: '`insecure-registries` is a list, even of one: put the entry into brackets.',
        zh: '`insecure-registries` 是列表，只有一项也一样：请把条目放进方括号。',
      },
    },
    {
      id: 'missing',
      probe: json,
      shape: { 'insecure-registries': absent },
      text: {
        en: 'The registry must stay usable: it has no certificate, so dockerd needs its entry `192.168.56.11:5000`.',
        zh: '这个仓库必须还能用：它没有证书，所以 dockerd 需要 `192.168.56.11:5000` 这个条目。',
      },
    },
    {
      id: 'other',
      probe: json,
      shape: { 'insecure-registries': exists },
      text: {
        en: 'The entry is not the one of the registry: `192.168.56.11:5000`, with its port and nothing behind it.',
        zh: '条目和仓库对不上：应为 `192.168.56.11:5000`，带端口，后面什么都没有。',
      },
    },
  ],
};

/** The mirror, over an encrypted connection. */
export const mirror: Condition = {
  id: 'mirror',
  title: { en: 'The mirror is asked over HTTPS', zh: '镜像加速走 HTTPS' },
  when: 'now',
  after: 'json',
  expect: [
    {
      probe: json,
      shape: {
        'registry-mirrors': allOf(
          every(matches(/^https:\/\//i)),
          some(matches(/^https:\/\/mirror\.example\.internal(?::\d+)?\/?$/i)),
        ),
      },
    },
  ],
  told: [
    {
      id: 'plain-http',
      probe: json,
      shape: { 'registry-mirrors': anyOf(some(matches(/^http:/i)), matches(/^http:/i)) },
      text: {
        en: 'A plain-HTTP mirror lets anyone on the path change your images: write `https://`.',
        zh: '走明文 HTTP 的镜像加速，网络路径上的任何人都能篡改你的镜像：请写成 `https://`。',
      },
    },
    {
      id: 'not-a-list',
      probe: json,
      shape: { 'registry-mirrors': matches(/./) },
      text: {
        en: '`registry-mirrors` is a list, even of one: put the address into brackets.',
        zh: '`registry-mirrors` 是列表，只有一项也一样：请把地址放进方括号。',
      },
    },
    {
      id: 'no-scheme',
      probe: json,
      shape: { 'registry-mirrors': some(matches(/^(?!https?:)/i)) },
      text: {
        en: 'A mirror needs its scheme, unlike an entry of `insecure-registries`: without `https://` dockerd does not start.',
        zh: '镜像加速地址要写协议，这一点和 `insecure-registries` 的条目相反：没有 `https://`，dockerd 无法启动。',
      },
    },
    {
      id: 'missing',
      probe: json,
      shape: { 'registry-mirrors': absent },
      text: {
        en: 'Keep the mirror: `https://mirror.example.internal`.',
        zh: '请保留镜像加速：`https://mirror.example.internal`。',
      },
    },
    {
      id: 'other',
      probe: json,
      shape: { 'registry-mirrors': exists },
      text: {
        en: 'This is another mirror: keep `https://mirror.example.internal`.',
        zh: '这是另一个镜像加速站：请保留 `https://mirror.example.internal`。',
      },
    },
  ],
};
