import { fill, type Text } from '../../text';
import { brief, type Edit, type Fix, type Span } from '../rule';

/** A place where the text is not JSON. */
export type Slip = { readonly span: Span; readonly what: Text; readonly fix?: Fix | undefined };

const words = {
  trailing: { en: 'Nothing follows this comma', zh: '这个逗号后面没有内容了' },
  doubled: { en: 'There is one comma too many', zh: '多了一个逗号' },
  comment: { en: 'JSON has no comments', zh: 'JSON 里没有注释' },
  quotes: { en: 'JSON wants straight double quotes', zh: 'JSON 要求用英文双引号' },
  bare: { en: '{word} needs double quotes', zh: '{word} 要放在双引号里' },
  literal: { en: 'JSON has no {word}; it says {meant}', zh: 'JSON 里没有 {word}，应写成 {meant}' },
  number: { en: '{word} is no number in JSON', zh: '{word} 不是 JSON 里的数字' },
  lookalike: { en: 'This character only looks like {meant}', zh: '这个字符只是看着像 {meant}' },
  stray: { en: 'This character means nothing here', zh: '这个字符在这里没有意义' },
  noComma: { en: 'A comma is missing before this', zh: '这里前面缺少逗号' },
  noColon: { en: 'A colon is missing before this', zh: '这里前面缺少冒号' },
  equals: { en: 'A colon stands between name and value', zh: '名字和值之间要用冒号' },
  noName: { en: 'A name in double quotes is missing here', zh: '这里缺少用双引号括起来的名字' },
  noValue: { en: 'The value is missing', zh: '缺少值' },
  openText: { en: 'The closing quote is missing', zh: '缺少右引号' },
  escape: { en: 'This text holds an escape that JSON does not have', zh: '这段文本里有 JSON 没有的转义' },
  openBracket: { en: 'This bracket is never closed', zh: '这个括号没有闭合' },
  otherBracket: { en: 'Another bracket closes here than was opened', zh: '左右括号不配对' },
  extra: { en: 'The document has ended before this', zh: '到这里文档已经结束了' },
  start: { en: 'The file must begin with a brace', zh: '文件必须以左花括号开头' },
} as const satisfies Record<string, Text>;

const titles = {
  trailing: { en: 'Remove the comma', zh: '删除逗号' },
  comment: { en: 'Remove the comment', zh: '删除注释' },
  quotes: { en: 'Use double quotes', zh: '改用双引号' },
  write: { en: 'Write {meant}', zh: '写成 {meant}' },
  insert: { en: 'Insert {meant}', zh: '插入 {meant}' },
} as const satisfies Record<string, Text>;

/** What is wrong, without a proposal. */
export const slip = (kind: keyof typeof words, span: Span, word = ''): Slip => ({
  span,
  what: fill(words[kind], { word: brief(word) }),
});

/** What is wrong, and the text that belongs there instead. */
export function rewritten(kind: keyof typeof words, span: Span, word: string, meant: string): Slip {
  const title = kind === 'quotes' || kind === 'bare' ? titles.quotes : fill(titles.write, { meant: seen(meant) });
  return healed(kind, span, { word: brief(word), meant: seen(meant) }, title, [{ span, text: meant }]);
}

/** What is missing before a place. */
export function inserted(kind: keyof typeof words, span: Span, at: number, meant: string): Slip {
  const edit = { span: { start: at, end: at }, text: meant };
  return healed(kind, span, { meant }, fill(titles.insert, { meant }), [edit]);
}

/** What is one too many. */
export function removed(kind: keyof typeof words, span: Span): Slip {
  return healed(kind, span, {}, titles.trailing, [{ span, text: '' }]);
}

/** A comment; it is not removed unasked, because somebody wrote it for somebody. */
export function commented(span: Span, whole: Span): Slip {
  const fix = { title: titles.comment, edits: [{ span: whole, text: '' }], safe: false };
  return { span, what: words.comment, fix };
}

function healed(
  kind: keyof typeof words,
  span: Span,
  args: Readonly<Record<string, string | Text>>,
  title: Text,
  edits: readonly Edit[],
): Slip {
  return { span, what: fill(words[kind], args), fix: { title, edits, safe: true } };
}

/** What a message may show of a piece of text: a blank has a name. */
const seen = (text: string): string | Text => (text.trim() === '' ? { en: 'a blank', zh: '空格' } : brief(text));
