import { fill, verbatim, type Text } from '../../../text';
import { applyEdits, type BadExample, type Edit, type Fix, type GoodExample, type Rule } from '../../rule';
import { indentOf } from '../edits';
import type { Fault, FaultKind } from '../faults';
import { lineEnd, lineStart, nextLine } from '../lines';
import { readYaml, type Dialect, type YamlText } from '../read';
import { lex } from '../tokens';

/** What a rule on YAML itself has of its own in each language that is written in YAML. */
export type OfLanguage = {
  readonly code: string;
  readonly aliases?: readonly string[];
  readonly lesson: string;
  readonly examples: { readonly bad: readonly BadExample[]; readonly good: readonly GoodExample[] };
};

const causes: Readonly<Record<FaultKind, Text>> = {
  tab: { en: 'a tab indents this line, and YAML allows blanks only.', zh: '这一行用制表符缩进，而 YAML 只允许空格。' },
  'conflict mark': { en: 'a mark of a Git merge is left over.', zh: '残留了 Git 合并冲突的标记。' },
  fence: { en: 'a Markdown fence was copied along.', zh: '把 Markdown 的代码围栏也复制进来了。' },
  'open quote': { en: 'this quote is never closed.', zh: '这个引号没有配对的结束引号。' },
  'behind a quote': {
    en: 'the value ends with its closing quote, and {word} comes behind it.',
    zh: '值在结束引号处已经结束，后面却还有 {word}。',
  },
  'open bracket': { en: 'this bracket is never closed.', zh: '这个括号没有配对的结束括号。' },
  'closes nothing': { en: 'this bracket closes none that is open.', zh: '这个括号没有对应的开始括号。' },
  'no comma': { en: 'between two items in brackets a comma is missing.', zh: '括号里的两项之间缺少逗号。' },
  'no item': { en: 'nothing stands before this comma.', zh: '这个逗号前面没有内容。' },
  'no colon': {
    en: 'a key is expected here, and {word} has no colon.',
    zh: '这里应该是一个键，而 {word} 后面没有冒号。',
  },
  'second colon': {
    en: 'a second colon on one line; a value with ": " needs quotes.',
    zh: '一行里出现了第二个冒号；含“: ”的值要加引号。',
  },
  'no dash': { en: 'this line stands in a list and has no dash.', zh: '这一行在列表里，却没有短横线。' },
  'list behind a key': { en: 'a list begins on a line of its own.', zh: '列表要另起一行。' },
  'dash out of line': {
    en: 'this dash has {found} blanks before it, the others of the list have {wanted}.',
    zh: '这个短横线前有 {found} 个空格，而同一列表的其他项有 {wanted} 个。',
  },
  'out of line': {
    en: '{found} blanks fit no level; the lines beside it have {wanted}.',
    zh: '缩进 {found} 个空格对不上任何一层，旁边的行是 {wanted} 个。',
  },
  'too deep': {
    en: 'the key above has a value already, so nothing can be nested below it.',
    zh: '上面的键已经有值，它下面不能再嵌套内容。',
  },
  'reserved character': {
    en: 'a value cannot begin with {word} unless it is in quotes.',
    zh: '值不能以 {word} 开头，除非加上引号。',
  },
  'unknown escape': {
    en: '{word} means nothing in double quotes; use single quotes.',
    zh: '{word} 在双引号里不是有效的转义，请改用单引号。',
  },
  'behind a block mark': {
    en: 'the text after "|" or ">" begins on the next line.',
    zh: '“|”或“>”之后的文本要从下一行开始。',
  },
  'no anchor': { en: '{word} refers to an anchor that is not set above.', zh: '{word} 引用的锚点在前面没有定义。' },
  terminal: { en: 'a line of the terminal was copied along.', zh: '把终端里的一行也复制进来了。' },
  other: { en: '{word} cannot stand here.', zh: '{word} 不能出现在这里。' },
};

/** YAML syntax, in words, at the cause. */
export function yamlSyntax(language: OfLanguage): Rule<YamlText> {
  return {
    aliases: [],
    ...language,
    layer: 'syntax',
    severity: { learn: 'error', strict: 'error' },
    title: { en: 'Not valid YAML', zh: '不符合 YAML 语法' },
    message: { en: 'This is not YAML: {cause}', zh: '这里不符合 YAML 语法：{cause}' },
    why: {
      en: 'YAML shows what belongs to what by blanks at the start of a line: lines of one level begin in one column, and never with a tab. A colon with a blank ends a key, a dash with a blank begins an item. One slip, and the whole file cannot be read; the parser often notices only a line or more later.',
      zh: 'YAML 用行首的空格表示从属关系：同一层的行从同一列开始，且绝不能用制表符。冒号加空格结束一个键，短横线加空格开始一个列表项。一处写错，整个文件就无法读取，而解析器往往到后面一两行才发现。',
    },
    *check(file) {
      for (const fault of file.faults)
        yield { span: fault.span, args: { cause: causeOf(file.text, fault) }, fix: fixOf(file, fault) };
    },
  };
}

function causeOf(text: string, { kind, span, columns }: Fault): Text {
  const words = text.slice(span.start, span.end).split(/\r?\n/)[0] ?? '';
  const short = words.length > 20 ? `${words.slice(0, 19)}…` : words;
  return fill(causes[kind], { word: verbatim(`"${short}"`), ...columns });
}

function fixOf(file: YamlText, { kind, span }: Fault): Fix | undefined {
  if (kind !== 'tab' || file.text.length > longest) return undefined;
  const margins = marginsWithTabs(file, span.start);
  const isPure = margins.every(({ margin }) => /^\t+$/.test(margin)) && !/^ +\S/m.test(file.text);
  const unit = indentOf(file);
  const edits = margins.map(({ start, margin }): Edit => {
    const text = isPure ? unit.repeat(margin.length) : ' '.repeat(widthOf(margin, 2 * unit.length));
    return { span: { start, end: start + margin.length }, text };
  });
  const anything: Dialect = { isKey: () => false, misplaced: () => [], nothing: new Set() };
  if (readYaml(applyEdits(file.text, edits), anything).documents === undefined) return undefined;
  return { title: { en: 'Indent by blanks', zh: '改用空格缩进' }, edits, safe: isPure };
}

/** Beyond this many characters, a fix that reads the text again takes too long. */
const longest = 200_000;

function widthOf(margin: string, stop: number): number {
  let width = 0;
  for (const character of margin.split('')) width += character === '\t' ? stop - (width % stop) : 1;
  return width;
}

/** Every line that a tab indents, from the first one on; within quotes a tab is text. */
function marginsWithTabs(file: YamlText, from: number): readonly { start: number; margin: string }[] {
  const { text } = file;
  const long = lex(text).tokens.filter(({ kind, text: words }) => kind === 'quoted' && words.includes('\n'));
  const found: { start: number; margin: string }[] = [];
  let next = 0;
  for (let start = lineStart(text, from); start < text.length; start = nextLine(text, start)) {
    while ((long[next]?.span.end ?? Infinity) <= start) next += 1;
    const margin = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '';
    if (margin.includes('\t') && (long[next]?.span.start ?? Infinity) >= start) found.push({ start, margin });
  }
  return found;
}
