import { brief, type Problem, type Rule } from '../../rule';
import { scalarOf, textOf, type Mapping } from '../../yaml/tree';
import type { CloudsFile } from '../file';

/** Words of older clients: the `_fix_backwards_…` methods of openstacksdk's config/loader.py (November 2026). */
export const os013: Rule<CloudsFile> = {
  code: 'OS013',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Key of older clients', zh: '旧版客户端的键' },
  message: {
    en: '{old} is the word of older clients and read for their sake only: today it is {new}.',
    zh: '{old} 是旧版客户端的写法，只为兼容而保留，现在写 {new}。',
  },
  why: {
    en: 'Version 3 of the identity API calls a tenant a project, and the kind of a login `auth_type`. The SDK of Python translates the old words, some of them with a warning; other programs that read clouds.yaml do not know them.',
    zh: 'v3 版身份 API 把租户（tenant）改称项目（project），登录方式写作 `auth_type`。Python SDK 会翻译旧写法，有些还会给出警告；其他读取 clouds.yaml 的程序则不认识。',
  },
  lesson: 'openstack/lab',
  *check({ clouds }) {
    for (const { map, auth } of clouds) {
      const isOldApi = /^v2/.test(textOf(map.get('auth_type')) ?? '');
      for (const part of auth ? [map, auth] : [map]) yield* oldIn(part, part === map, isOldApi);
      const regions = scalarOf(map.get('region_name'));
      if (regions?.text.includes(',') === true)
        yield { span: regions.part(), args: { old: words.list, new: 'regions' } };
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      «tenant_name»: shop\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    auth:\n      project_name: shop\n',
      },
      {
        text: 'clouds:\n  lab:\n    «auth_plugin»: v3token\n    profile: a\n',
        fixed: 'clouds:\n  lab:\n    auth_type: v3token\n    profile: a\n',
      },
      { text: 'clouds:\n  lab:\n    «cloud»: vexxhost\n', fixed: 'clouds:\n  lab:\n    profile: vexxhost\n' },
      { text: 'clouds:\n  lab:\n    profile: a\n    region_name: «one,two»\n' },
      { text: 'clouds:\n  lab:\n    profile: a\n    «external_network»: public\n' },
    ],
    good: [
      'clouds:\n  lab:\n    profile: a\n    region_name: one\n    auth:\n      project_name: shop\n  old:\n    auth_type: v2password\n    auth:\n      auth_url: https://c:5000/v2.0\n      tenant_name: shop\n',
    ],
  },
};

const words = { list: { en: 'A list with commas', zh: '用逗号分隔的列表' } } as const;

/** Old words within a login and beside it, and those of a cloud. */
const inLogin = new Map([
  ['tenant_id', 'project_id'],
  ['tenant_name', 'project_name'],
]);
const inCloud = new Map([
  ...inLogin,
  ['auth_plugin', 'auth_type'],
  ['cloud', 'profile'],
  ['external_network', 'networks'],
  ['internal_network', 'networks'],
]);

function* oldIn({ own, all }: Mapping, isCloud: boolean, isOldApi: boolean): Iterable<Problem> {
  for (const { key } of own) {
    const meant = (isCloud ? inCloud : inLogin).get(key.text);
    if (meant === undefined || all.has(meant) || (isOldApi && inLogin.has(key.text))) continue;
    const span = key.part();
    const title = { en: `Write ${meant}`, zh: `写成 ${meant}` };
    const fix = meant === 'networks' ? undefined : { title, edits: [{ span, text: meant }], safe: true };
    yield { span, args: { old: brief(key.text), new: meant }, fix };
  }
}
