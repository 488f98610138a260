import type { Rule } from '../../rule';
import { scalarOf, type Scalar } from '../../yaml/tree';
import { loginOf, type CloudsFile } from '../file';

/**
 * A login that is no text: openstacksdk reads the file with PyYAML, turns ids and names of projects and domains into
 * text (`_fix_backwards_auth` of config/loader.py, November 2026) and sends these as they are.
 */
export const os014: Rule<CloudsFile> = {
  code: 'OS014',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Password that is no text', zh: '密码不是文本' },
  message: {
    en: 'Without quotes YAML reads this {key} as {kind}, and the login fails: Keystone wants a text.',
    zh: '不加引号，YAML 会把这个 {key} 当作{kind}，登录会失败：Keystone 要求文本。',
  },
  why: {
    en: 'YAML guesses what a value is: `123456` is a number, `0123` is the number 83, `yes` is true and `2026-01-31` is a day. Keystone refuses a login whose password or name is not a text. Quotes make a text of everything.',
    zh: 'YAML 会猜测值的类型：`123456` 是数字，`0123` 是数字 83，`yes` 是真，`2026-01-31` 是日期。密码或用户名不是文本时，Keystone 会拒绝登录。加上引号，什么都是文本。',
  },
  lesson: 'openstack/lab',
  *check({ clouds }) {
    for (const cloud of clouds) {
      for (const key of keys) {
        const entry = loginOf(cloud, key);
        const value = scalarOf(entry?.value);
        const kind = value && entry?.isAlias === false ? kindOf(value) : undefined;
        if (value === undefined || kind === undefined) continue;
        const span = value.part();
        const title = { en: 'Put it in quotes', zh: '加上引号' };
        const fix = { title, edits: [{ span, text: `"${value.text}"` }], safe: true };
        yield { span, args: { key: key, kind: kinds[kind] }, fix };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: «0123»\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: "0123"\n',
      },
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      username: «yes»\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    auth:\n      username: "yes"\n',
      },
      {
        text: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: «2026-01-31»\n',
        fixed: 'clouds:\n  lab:\n    profile: a\n    auth:\n      password: "2026-01-31"\n',
      },
    ],
    good: [
      'clouds:\n  lab:\n    profile: a\n    auth:\n      username: 12a\n      password: "0123"\n      project_name: 7\n',
      'clouds:\n  lab:\n    profile: a\n    auth:\n      username: n\n      password: 1e5\n      user_id: 089\n',
    ],
  },
};

const keys = [
  'password',
  'username',
  'user_id',
  'application_credential_id',
  'application_credential_name',
  'application_credential_secret',
];

const kinds = {
  number: { en: 'a number', zh: '数字' },
  boolean: { en: 'true or false', zh: '布尔值' },
  date: { en: 'a day', zh: '日期' },
} as const;

/** What PyYAML, which keeps to YAML 1.1, makes of a plain value; nothing for a text. */
function kindOf({ text, style, tag }: Scalar): keyof typeof kinds | undefined {
  if (style !== 'plain' || tag !== undefined || text.length > 60) return undefined;
  if (/^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/.test(text)) return 'boolean';
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return 'date';
  const whole = /^[-+]?(?:0b[01_]+|0[0-7_]*|0x[\dA-Fa-f_]+|[1-9][\d_]*)$/;
  const broken = /^[-+]?\d[\d_]*\.[\d_]*(?:[eE][-+]\d+)?$/;
  return whole.test(text) || broken.test(text) ? 'number' : undefined;
}
