import { closest } from '../../distance';
import type { Rule } from '../../rule';
import type { CloudsFile } from '../file';

/** The key that all clouds stand under. */
export const os002: Rule<CloudsFile> = {
  code: 'OS002',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'No "clouds" key', zh: '缺少 clouds 键' },
  message: {
    en: 'The client looks for clouds under "{key}" only: it finds none in this file.',
    zh: '客户端只在“{key}”下查找云：在这个文件里一个也找不到。',
  },
  why: {
    en: 'All clouds of the file stand under one key at its top: `clouds` in clouds.yaml and secure.yaml, `public-clouds` in clouds-public.yaml. What stands beside it is not read, and `openstack --os-cloud` says that the cloud was not found.',
    zh: '文件里的所有云都写在顶层的一个键下：clouds.yaml 和 secure.yaml 里是 `clouds`，clouds-public.yaml 里是 `public-clouds`。写在别处的不会被读取，`openstack --os-cloud` 会说找不到这个 cloud。',
  },
  lesson: 'openstack/lab',
  *check({ root, purpose, torn }) {
    const key = purpose === 'public' ? 'public-clouds' : 'clouds';
    const [first] = root?.own ?? [];
    if (root === undefined || first === undefined || root.all.has(key) || torn.length > 0) return;
    const near = root.own.find(({ key: own }) => own.text === 'cloud' || closest(own.text, [key]) === key);
    // Settings of the client alone are a file, too.
    if (near === undefined && root.own.every(({ key: own }) => /^(?:client|cache|metrics|ansible)$/.test(own.text)))
      return;
    const span = (near ?? first).key.part();
    const title = { en: `Write ${key}`, zh: `写成 ${key}` };
    const fix = near && { title, edits: [{ span, text: key }], safe: true };
    yield { span, args: { key }, fix };
  },
  examples: {
    bad: [
      {
        text: '«cloud»:\n  lab:\n    profile: vexxhost\n',
        fixed: 'clouds:\n  lab:\n    profile: vexxhost\n',
      },
      {
        text: '«Clouds»:\n  lab:\n    profile: vexxhost\n',
        fixed: 'clouds:\n  lab:\n    profile: vexxhost\n',
      },
      { text: '«lab»:\n  profile: vexxhost\n' },
    ],
    good: [
      'clouds:\n  lab:\n    profile: vexxhost\ncache:\n  expiration_time: 60\n',
      'public-clouds:\n  example:\n    auth:\n      auth_url: https://example.com/v3\n',
      'cache:\n  auth: true\n',
    ],
  },
};
