import { closest } from '../../distance';
import { brief, type Problem, type Rule } from '../../rule';
import type { Mapping } from '../../yaml/tree';
import type { CloudsFile } from '../file';
import { authKeys, cloudKeys } from '../keys';

/** A key that is nearly one of the client's. */
export const os003: Rule<CloudsFile> = {
  code: 'OS003',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Misspelt key', zh: '键名拼写有误' },
  message: {
    en: 'The client knows no "{name}" and skips it without a word: "{meant}" is meant.',
    zh: '客户端没有“{name}”这个键，应该是“{meant}”。写错的键会被悄悄忽略。',
  },
  why: {
    en: 'Plug-ins may have keys of their own, so the client does not complain about those that it does not know. A misspelt one therefore shows only later, as a login without a password or a project.',
    zh: '插件可以有自己的键，所以客户端遇到不认识的键不会报错。拼错的键要到后来才显出问题：登录时缺少密码或项目。',
  },
  lesson: 'openstack/lab',
  *check({ clouds }) {
    for (const { map, auth } of clouds) {
      yield* near(map, new Set([...cloudKeys, ...authKeys]));
      if (auth) yield* near(auth, authKeys);
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      «auth_ulr»: https://c:5000/v3\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    auth:\n      auth_url: https://c:5000/v3\n',
      },
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      «user_name»: me\n      user_domain_name: Default\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    auth:\n      username: me\n      user_domain_name: Default\n',
      },
      {
        text: 'clouds:\n  lab:\n    profile: a\n    «regoin_name»: b\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    region_name: b\n',
      },
    ],
    good: [
      'clouds:\n  lab:\n    profile: a\n    baremetal_api_version: 1\n    my_own: 2\n    auth:\n      vendor_otp: 3\n',
    ],
  },
};

function* near({ own, all }: Mapping, keys: ReadonlySet<string>): Iterable<Problem> {
  for (const { key } of own) {
    const name = key.text;
    if (
      keys.has(name) ||
      /_(?:api_version|endpoint_override|service_type|service_name|interface|min_version)$/.test(name)
    )
      continue;
    const meant = name === 'user_name' ? 'username' : closest(name.replace(/-/g, '_'), keys);
    if (meant === undefined || all.has(meant)) continue;
    const span = key.part();
    const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
    yield { span, args: { name: brief(name), meant }, fix: { title, edits: [{ span, text: meant }], safe: true } };
  }
}
