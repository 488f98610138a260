import { partBehind } from '../address';
import type { Text } from '../../../text';
import type { Edit, Problem, Rule } from '../../rule';
import type { OsloFile, Part } from '../file';

/** The address of the message queue: `TransportURL.parse` of oslo.messaging's transport.py (November 2026). */
export const os090: Rule<OsloFile> = {
  code: 'OS090',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Broken transport_url', zh: 'transport_url 有误' },
  message: { en: 'The service does not find its message queue: {what}.', zh: '服务找不到消息队列：{what}。' },
  why: {
    en: 'The address is `rabbit://user:password@host:port/`. What is not a letter, a digit or one of `& = $ - _ . + ! * ( )` in the password must be written by its number, as in the address of a web page: `#` is `%23`, `/` is `%2F`, `?` is `%3F`.',
    zh: '地址的写法是 `rabbit://user:password@host:port/`。密码里除字母、数字和 `& = $ - _ . + ! * ( )` 之外的字符，要像网址那样写成编号：`#` 是 `%23`，`/` 是 `%2F`，`?` 是 `%3F`。',
  },
  lesson: 'openstack-by-hand/nova-controller',
  *check({ options }) {
    for (const { name, parts } of options) {
      const [part, ...more] = parts;
      if (name !== 'transport_url' || part === undefined || more.length > 0) continue;
      if (!/^[A-Za-z]/.test(part.text) || /[{}<>"'`\s]/.test(part.text)) continue;
      const problem = withoutScheme(part) ?? inPassword(part);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: '[DEFAULT]\ntransport_url = rabbit://openstack:se«#»cret@controller:5672/\n',
        fixed: '[DEFAULT]\ntransport_url = rabbit://openstack:se%23cret@controller:5672/\n',
      },
      { text: '[DEFAULT]\ntransport_url = «openstack:secret@controller»\n' },
    ],
    good: [
      '[DEFAULT]\ntransport_url = rabbit://openstack:se%23cret@controller:5672/virtual@host\n[a]\ntransport_url = rabbit://a:b@c:5672,a:b@d:5672/\n[b]\ntransport_url = fake:/\n[c]\ntransport_url = $other\n',
    ],
  },
};

const words = {
  scheme: { en: 'the address lacks rabbit:// at its beginning', zh: '地址开头缺少 rabbit://' },
  sign: {
    en: 'the address ends at this sign, in the midst of the password',
    zh: '地址到此字符就结束了，而它在密码中间',
  },
} as const satisfies Record<string, Text>;

function withoutScheme(part: Part): Problem | undefined {
  const { text, span } = part;
  return /^[\w.-]+:[^/@][^@]*@[\w.-]+/.test(text) && !text.includes('://')
    ? { span, args: { what: words.scheme } }
    : undefined;
}

const numbers: Readonly<Record<string, string>> = { '#': '%23', '/': '%2F', '?': '%3F' };

function inPassword(part: Part): Problem | undefined {
  const start = part.text.indexOf('://') + 3;
  const stop = part.text.slice(start).search(/[/?#]/);
  const last = part.text.lastIndexOf('@');
  if (start < 3 || stop === -1 || last < start + stop) return undefined;
  // With a host before the sign, all that follows is a name or a question.
  if (!/^[^:@/]+:[^@]*$/.test(part.text.slice(start, start + stop))) return undefined;
  const edits: Edit[] = [];
  for (let at = start + stop; at < last; at += 1) {
    const text = numbers[part.text[at] ?? ''];
    if (text !== undefined) edits.push({ span: partBehind(part, at, 1), text });
  }
  const title = { en: 'Write the signs by their numbers', zh: '把这些字符写成编号' };
  const span = partBehind(part, start + stop, 1);
  return { span, args: { what: words.sign }, fix: { title, edits, safe: true } };
}
