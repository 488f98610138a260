import { fill, type Text } from '../../../text';
import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { wholeLine } from '../../line-based/lines';
import type { OsloFile, Slip } from '../file';

/** A line that is neither a section nor an option. */
export const os082: Rule<OsloFile> = {
  code: 'OS082',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Neither section nor option', zh: '既不是小节也不是选项' },
  message: { en: '{what}.', zh: '这里有误：{what}。' },
  why: {
    en: 'A file of oslo.config knows three kinds of lines: `[section]`, `name = value` and comments. Over anything else the service stops at its start with a parse error. The section for general options is `[DEFAULT]`, in capitals: options in `[default]` are read by nobody.',
    zh: 'oslo.config 的文件只有三种行：`[section]`、`name = value` 和注释。出现别的内容，服务启动时就会因解析错误退出。放通用选项的小节是大写的 `[DEFAULT]`：写在 `[default]` 里的选项没有任何程序会读。',
  },
  lesson: 'openstack-by-hand/keystone',
  *check(file) {
    for (const slip of file.slips) if (slip.kind !== 'indented') yield problemOf(file, slip);
    for (const { name, span } of file.sections) {
      if (name === 'DEFAULT' || name.toUpperCase() !== 'DEFAULT') continue;
      const edits = [{ span, text: 'DEFAULT' }];
      const title = { en: 'Write DEFAULT', zh: '写成 DEFAULT' };
      yield { span, args: { what: fill(words.small, { name }) }, fix: { title, edits, safe: true } };
    }
  },
  examples: {
    bad: [
      { text: '[«default»]\nmy_ip = 10.0.0.11\n', fixed: '[DEFAULT]\nmy_ip = 10.0.0.11\n' },
      { text: '«[database»\nconnection = sqlite:///a.db\n', fixed: '[database]\nconnection = sqlite:///a.db\n' },
      { text: '[token]\n«provider fernet»\n' },
      { text: '[token]\n«=» fernet\n' },
      { text: '«[]»\na = b\n' },
      { text: '[token] «# keys»\nprovider = fernet\n', fixed: '# keys\n[token]\nprovider = fernet\n' },
    ],
    good: ['[DEFAULT]\nmy_ip: 10.0.0.11\nempty =\n\n[oslo_concurrency]\nlock_path = /var/lib/nova/tmp\n'],
  },
};

const words = {
  'no sign': { en: 'A line needs "=": without it the file is refused', zh: '这一行缺少“=”，文件会被拒绝' },
  'no key': {
    en: 'No name stands before this sign: the file is refused',
    zh: '这个符号前面没有选项名，文件会被拒绝',
  },
  'open section': { en: 'The section lacks its "]": the file is refused', zh: '小节缺少“]”，文件会被拒绝' },
  'empty section': { en: 'The section has no name: the file is refused', zh: '小节没有名字，文件会被拒绝' },
  'behind a section': {
    en: 'A section ends its line: over what follows the file is refused',
    zh: '小节必须独占一行：后面还有内容，文件会被拒绝',
  },
  small: {
    en: '[{name}] is not [DEFAULT]: nobody reads the options in it',
    zh: '[{name}] 不是 [DEFAULT]：里面的选项不会被读取',
  },
} as const satisfies Record<string, Text>;

function problemOf(file: OsloFile, slip: Exclude<Slip, { kind: 'indented' }>): Problem {
  return { span: slip.span, args: { what: words[slip.kind] }, fix: fixOf(file, slip) };
}

function fixOf({ text, eol }: OsloFile, { kind, span, line }: Slip): Fix | undefined {
  if (kind === 'open section' && /^\[[\w:.-]+$/.test(line.text.trimEnd())) {
    const edits = [{ span: { start: span.end, end: span.end }, text: ']' }];
    return { title: { en: `Close ${brief(line.text)}`, zh: `补上“]”` }, edits, safe: true };
  }
  if (kind !== 'behind a section') return undefined;
  const { start } = wholeLine(text, line.span);
  const head = text.slice(line.span.start, span.start).trimEnd().length;
  const edits = [
    { span: { start, end: start }, text: text.slice(span.start, span.end) + eol },
    { span: { start: line.span.start + head, end: line.span.end }, text: '' },
  ];
  return { title: { en: 'Put the comment on the line above', zh: '把注释移到上一行' }, edits, safe: true };
}
