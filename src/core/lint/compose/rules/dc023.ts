import { brief, type Problem, type Rule } from '../../rule';
import { quoted } from '../../yaml/edits';
import { entriesOf, type Scalar, type Value } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { entryAt } from '../paths';
import { kindOf } from '../schema/scalars';

/** Number that YAML changes on its way. */
export const dc023: Rule<ComposeFile> = {
  code: 'DC023',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Number that arrives as another text', zh: '数字传进去就变了样' },
  message: {
    en: 'Without quotes, {key} arrives as {arrives} and not as {written}.',
    zh: '不加引号时，{key} 传进去的是 {arrives}，而不是 {written}。',
  },
  why: {
    en: 'Variables, labels and build arguments are text, but what has no quotes is read as YAML first: `1.10` is the number 1.1, a leading zero makes it octal, `1e3` is a thousand, and a date gets a time of day. Quotes keep it as it is written.',
    zh: '环境变量、标签、构建参数都是文本，但没有引号的值会先按 YAML 读取：`1.10` 成了数字 1.1，开头的 0 表示八进制，`1e3` 是一千，日期会带上时刻。加上引号才会原样保留。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { body } of file.services) {
      const tables = [
        ['environment'],
        ['labels'],
        ['annotations'],
        ['build', 'args'],
        ['build', 'labels'],
        ['deploy', 'labels'],
      ];
      for (const keys of tables) yield* changedIn(entryAt(body, ...keys)?.value);
    }
    for (const section of ['networks', 'volumes'])
      for (const { value } of entriesOf(file.root?.get(section))) yield* changedIn(entryAt(value, 'labels')?.value);
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build:\n      context: .\n      args:\n        GO_VERSION: «1.10»\n',
        fixed: 'services:\n  web:\n    build:\n      context: .\n      args:\n        GO_VERSION: "1.10"\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    environment: { MASK: «0022» }\n',
        fixed: 'services:\n  web:\n    build: .\n    environment: { MASK: "0022" }\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    labels:\n      built: «2026-11-22» # today\n',
        fixed: 'services:\n  web:\n    build: .\n    labels:\n      built: "2026-11-22" # today\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    environment:\n      A: 1\n      B: 1.5\n      C: "1.10"\n      D: 1.2.3\n      E: true\n      F: 12:30\n      G: 0\n      H: -5\n      I: 20261122\n    labels: [v=1.10]\n',
    ],
  },
};

function* changedIn(table: Value | undefined): Iterable<Problem> {
  for (const { key, value, isAlias } of entriesOf(table)) {
    const arrives = value?.kind === 'scalar' ? arrivesAs(value) : undefined;
    if (value?.kind !== 'scalar' || arrives === undefined || arrives === value.text) continue;
    const title = { en: 'Put it in quotes', zh: '加上引号' };
    yield {
      span: value.span,
      args: { key: brief(key.text), arrives: brief(arrives, 32), written: brief(value.text, 32) },
      fix: isAlias ? undefined : { title, edits: [{ span: value.span, text: quoted(value.text) }], safe: true },
    };
  }
}

/** What the container gets of a number or a date; nothing for other text, or when we cannot tell. */
function arrivesAs(scalar: Scalar): string | undefined {
  const { text } = scalar;
  const kind = kindOf(scalar);
  if (kind === 'date') return text.includes(':') ? undefined : `${text} 00:00:00 +0000 UTC`;
  if (kind === 'whole number') return wholeNumber(text);
  if (kind !== 'number' || /inf|nan/i.test(text)) return undefined;
  const value = Number(text);
  const size = Math.abs(value);
  if (value === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  // Go writes two digits of an exponent at least.
  return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2');
}

function wholeNumber(text: string): string | undefined {
  const sign = text.startsWith('-') ? '-' : '';
  const digits = text.replace(/^[-+]/, '').replaceAll('_', '');
  const isOctal = /^0[0-7]+$/.test(digits);
  const value = isOctal ? `0o${digits.slice(1)}` : digits;
  // Too long for a number: it stays what it is.
  if (digits.length > 15) return undefined;
  const number = Number(value);
  return Number.isNaN(number) ? undefined : `${number === 0 ? '' : sign}${String(number)}`;
}
