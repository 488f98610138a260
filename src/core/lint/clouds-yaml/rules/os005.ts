import { appendTo, removeEntry } from '../../yaml/edits';
import { brief, type Fix, type Rule } from '../../rule';
import { scalarOf, type Entry } from '../../yaml/tree';
import type { Cloud, CloudsFile } from '../file';

/** A key of the login beside `auth`: `_validate_auth` of openstacksdk's config/loader.py looks there second (November 2026). */
export const os005: Rule<CloudsFile> = {
  code: 'OS005',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Key of the login beside auth', zh: '登录用的键写在 auth 之外' },
  message: {
    en: '{key} belongs into auth: the client of Python finds it here, too, other programs do not.',
    zh: '{key} 应写在 auth 里：Python 客户端在这里也能找到，其他程序则不会。',
  },
  why: {
    en: 'The login stands below `auth`, and everything about the cloud beside it. The SDK of Python looks for a missing key of the login beside `auth` as well; Terraform and the clients of other languages read `auth` only.',
    zh: '登录信息写在 `auth` 之下，其余与云有关的设置写在它旁边。Python SDK 在 `auth` 里找不到时会再看旁边，而 Terraform 和其他语言的客户端只读 `auth`。',
  },
  lesson: 'openstack/lab',
  *check(file) {
    if (file.purpose !== 'clouds') return;
    for (const cloud of file.clouds) {
      for (const entry of cloud.map.own) {
        if (cloud.auth === undefined || !keys.test(entry.key.text) || cloud.auth.all.has(entry.key.text)) continue;
        yield { span: entry.key.part(), args: { key: brief(entry.key.text) }, fix: fixOf(file, cloud, entry) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    profile: a\n    «username»: me\n    auth:\n      project_name: shop\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    auth:\n      project_name: shop\n      username: me\n',
      },
    ],
    good: ['clouds:\n  lab:\n    profile: a\n    region_name: b\n    auth:\n      username: me\n'],
  },
};

const keys =
  /^(?:auth_url|username|user_id|password|(?:user|project)_domain_(?:id|name)|project_(?:id|name)|application_credential_(?:id|name|secret))$/;

function fixOf(file: CloudsFile, { map, auth }: Cloud, entry: Entry): Fix | undefined {
  const value = scalarOf(entry.value);
  const removal = value && removeEntry(file, map, entry);
  const words = file.text.slice(entry.span.start, value?.span.end);
  if (auth === undefined || removal?.isSafe !== true || entry.isAlias || words.includes('\n')) return undefined;
  const added = map.own.some((one) => one.value === auth) ? appendTo(file, auth, [words]) : undefined;
  const title = { en: 'Move it into auth', zh: '移到 auth 里' };
  return added && { title, edits: [removal.edit, added], safe: true };
}
