import { partBehind } from '../address';
import { brief, type Rule } from '../../rule';
import type { OsloFile, Option } from '../file';

/** A "$" in a password, which oslo.config takes for another option: `StrSubWrapper` of its cfg.py (November 2026). */
export const os091: Rule<OsloFile> = {
  code: 'OS091',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: '$ in a password', zh: '密码里有 $' },
  message: {
    en: '{name} is read as the value of another option: a "$" that is meant as such is written "$$".',
    zh: '{name} 会被当作另一个选项的值：要表示“$”本身，请写成“$$”。',
  },
  why: {
    en: 'In a value `$name` stands for the value of the option `name`, as in `server_listen = $my_ip`. In a password the sign is hardly meant so: the service then looks for an option that does not exist, and stops or logs in with something else.',
    zh: '值里的 `$name` 表示选项 `name` 的值，例如 `server_listen = $my_ip`。密码里的“$”多半不是这个意思：服务会去找一个不存在的选项，结果报错退出，或者用错误的密码登录。',
  },
  lesson: 'openstack-by-hand/keystone',
  *check({ options }) {
    const known = new Set(options.map(({ name }) => name.toLowerCase()));
    for (const option of options) {
      const [part, ...more] = option.parts;
      const place = part && more.length === 0 ? passwordIn(option) : undefined;
      if (part === undefined || place === undefined) continue;
      const found = /(?<![$\\])(?:\$\$)*(\$([A-Za-z_]\w*))/.exec(place.text.slice(1));
      if (found?.[1] === undefined || found[2] === undefined || known.has(found[2].toLowerCase())) continue;
      const at = place.at + 1 + found.index + found[0].length - found[1].length;
      const span = partBehind(part, at, found[1].length);
      const title = { en: 'Write $$', zh: '写成 $$' };
      const fix = { title, edits: [{ span: { start: span.start, end: span.start }, text: '$' }], safe: true };
      yield { span, args: { name: brief(found[1]) }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: '[keystone_authtoken]\npassword = pa«$word1»\n',
        fixed: '[keystone_authtoken]\npassword = pa$$word1\n',
      },
      {
        text: '[database]\nconnection = mysql+pymysql://nova:a«$b»@controller/nova\n',
        fixed: '[database]\nconnection = mysql+pymysql://nova:a$$b@controller/nova\n',
      },
    ],
    good: [
      '[DEFAULT]\nmy_ip = 10.0.0.11\ntransport_url = rabbit://openstack:$rabbit@$my_ip:5672/\n[a]\npassword = $NOVA_PASS\n[b]\npassword = pa$$word1\n[c]\npassword = a$1\n[d]\nlog_file = a$b\n',
    ],
  },
};

/** The password of an option, or of the address in it. */
function passwordIn({ name, parts }: Option): { readonly text: string; readonly at: number } | undefined {
  const text = parts[0]?.text ?? '';
  if (/(?:^|_)(?:password|secret|secret_key)$/.test(name)) return { text, at: 0 };
  if (!/^(?:connection|transport_url)$/.test(name)) return undefined;
  const found = /^\w+(?:\+\w+)?:\/\/[^:@/]*:([^@]*)@/.exec(text);
  return found?.[1] === undefined ? undefined : { text: found[1], at: found[0].length - 1 - found[1].length };
}
