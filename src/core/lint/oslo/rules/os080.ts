import type { Rule } from '../../rule';
import type { OsloFile, Option, Part } from '../file';

/** A comment behind a value. */
export const os080: Rule<OsloFile> = {
  code: 'OS080',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Comment behind a value', zh: '值后面写了注释' },
  message: {
    en: 'oslo.config has no inline comments: this becomes part of the value of {name}.',
    zh: 'oslo.config 不支持行尾注释：这段文字会成为 {name} 的值的一部分。',
  },
  why: {
    en: 'OpenStack services take a line for a comment only when it begins with `#` or `;`. Behind a value the sign is a letter like any other, so the service sees a driver, an address or a password that does not exist, often without a word about it. Put the comment on a line of its own above.',
    zh: 'OpenStack 服务只把以 `#` 或 `;` 开头的行当作注释。写在值后面的 `#` 只是普通字符，服务读到的就是一个不存在的驱动、地址或密码，而且往往不报错。请把注释单独写在上一行。',
  },
  lesson: 'openstack-by-hand/glance',
  *check({ eol, options }) {
    for (const option of options) {
      if (/format|template|message|subject|description|banner|help|comment/.test(option.name) || isQuoted(option))
        continue;
      for (const part of option.parts) {
        const at = commentIn(part);
        if (at === undefined) continue;
        const span = { start: part.span.start + at, end: part.span.end };
        const before = part.text.slice(0, at).trimEnd().length;
        const head = option.line.span.start;
        const edits = [
          { span: { start: head, end: head }, text: part.text.slice(at).replace(/^;/, '#') + eol },
          { span: { start: part.span.start + before, end: part.span.end }, text: '' },
        ];
        const title = { en: 'Put the comment on the line above', zh: '把注释移到上一行' };
        yield { span, args: { name: option.name.slice(0, 30) }, fix: { title, edits, safe: true } };
        break;
      }
    }
  },
  examples: {
    bad: [
      {
        text: '[ml2]\ntype_drivers = flat,vlan «# the ones of the lab»\n',
        fixed: '[ml2]\n# the ones of the lab\ntype_drivers = flat,vlan\n',
      },
      {
        text: '[DEFAULT]\r\nmy_ip = 10.0.0.11 «#controller»\r\n',
        fixed: '[DEFAULT]\r\n#controller\r\nmy_ip = 10.0.0.11\r\n',
      },
      {
        text: '[DEFAULT]\nenabled_apis = osapi_compute,\n  metadata «; both»\n',
        fixed: '[DEFAULT]\n# both\nenabled_apis = osapi_compute,\n  metadata\n',
      },
    ],
    good: [
      '[DEFAULT]\n# the lab\n; and its host\nmy_ip = 10.0.0.11\nlog_date_format = %Y-%m-%d # %H\n[theme]\ncolor = #fff\nranking = team #1\n',
      '[database]\nconnection = mysql+pymysql://nova:a#b;c@db/nova\n[x]\nnote = "a # b"\n',
    ],
  },
};

const isQuoted = ({ parts }: Option): boolean => /^["']/.test(parts[0]?.text ?? '');

/** Where a comment begins; a value may itself begin with the sign. */
function commentIn({ text }: Part): number | undefined {
  const found = /(?:^|[ \t])(?:#[ \t]|;[ \t])|[ \t]#+[^\s#\d%]/.exec(text);
  return found === null ? undefined : found.index + (/^[ \t]/.test(found[0]) ? 1 : 0);
}
