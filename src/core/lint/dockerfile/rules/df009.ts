import type { Text } from '../../../text';
import type { Problem, Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import type { Logical } from '../logical';
import { pairsOf } from '../pairs';

/** A pair of ENV, LABEL or ARG that is none. */
export const df009: Rule<DockerFile> = {
  code: 'DF009',
  aliases: [
    'SYNTAX_MISSING_EQUALS',
    'SYNTAX_MISSING_NAMES',
    'SYNTAX_MISSING_SINGLE_QUOTE',
    'SYNTAX_MISSING_DOUBLE_QUOTE',
  ],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Name, "=" or quote missing', zh: '缺少名字、“=”或引号' },
  message: { en: '{keyword}: {problem}', zh: '{keyword} 的写法不对：{problem}' },
  why: {
    en: 'ENV, LABEL and ARG take `name=value`, without blanks around `=`, several of them separated by blanks. A blank before `=` makes it the old form, which stores the sign as part of the value; a blank in a value needs quotes; a quote that is opened must be closed.',
    zh: 'ENV、LABEL、ARG 的写法是 `名字=值`，`=` 两边不能有空格，多个之间用空格分隔。`=` 前有空格就成了旧写法，等号会被存进值里；值里有空格要加引号；引号开了就要关。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of instructionsOf(file, 'ENV', 'LABEL', 'ARG')) {
      const { keyword, words, rest, span } = instruction;
      if (/\{\{|<%|\{%/.test(rest.text)) continue;
      const found = blanksAround(instruction) ?? oldForm(instruction) ?? missing(instruction);
      if (found !== undefined && words.length > 0)
        yield { ...found, covers: span, args: { keyword, problem: found.problem } };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nENV PORT «=» 80\n', fixed: 'FROM alpine:3.22\nENV PORT=80\n' },
      { text: 'FROM alpine:3.22\nENV PORT= «80»\n', fixed: 'FROM alpine:3.22\nENV PORT=80\n' },
      { text: 'FROM alpine:3.22\nENV «PORT»\n' },
      { text: 'FROM alpine:3.22\nLABEL a=b «c»\n' },
      { text: 'FROM alpine:3.22\nLABEL note=«"hello»\n', fixed: 'FROM alpine:3.22\nLABEL note="hello"\n' },
      { text: 'FROM alpine:3.22\nARG «=5»\n' },
    ],
    good: [
      'FROM alpine:3.22\nENV A=1 B="a b" C=a\\ b D=it\\\'s E="it\'s" F=\nLABEL "my key"=x\nARG H\nARG I="a = b" J\n',
    ],
  },
};

type Found = Pick<Problem, 'span' | 'fix'> & { readonly problem: Text };

const problems = {
  blanks: {
    en: 'blanks around "=" make the sign, or nothing, the value.',
    zh: '“=”两边有空格，等号会变成值的一部分，或者值为空。',
  },
  equals: {
    en: 'this word has no "=", so it sets nothing and the build stops.',
    zh: '这个词没有“=”，什么也没设置，构建会停下。',
  },
  name: { en: 'there is no name before "=", so the build stops.', zh: '“=”前没有名字，构建会停下。' },
  quote: { en: 'a quote is opened here and never closed, so the build stops.', zh: '此处的引号没有关闭，构建会停下。' },
} as const satisfies Record<string, Text>;

/** `A = 1`, `A =1`, `A= 1`: one name, one value, and blanks around the sign. */
function blanksAround({ keyword, words }: Instruction): Found | undefined {
  const [name, sign, value] = words;
  if (name === undefined || sign === undefined || words.length > 3) return undefined;
  if (!/^[A-Za-z_][\w.-]*=?$/.test(name.text) || !isSplit(keyword, name.text, sign.text, words.length))
    return undefined;
  const last = value ?? sign;
  const edits = [{ span: { start: name.span.end, end: last.span.start }, text: sign.text === '=' ? '=' : '' }];
  const isOneLine = name.span.end + last.at - name.at - name.text.length === last.span.start;
  const title = { en: 'Remove the blanks', zh: '去掉空格' };
  return { span: sign.span, problem: problems.blanks, fix: isOneLine ? { title, edits, safe: true } : undefined };
}

function isSplit(keyword: string, name: string, sign: string, count: number): boolean {
  if (name.endsWith('=')) return count === 2 && !sign.includes('=') && keyword !== 'LABEL';
  return sign === '=' ? count === 3 : sign.startsWith('=') && count === 2;
}

/** The form without "=" takes everything as one value, but there must be one. */
function oldForm({ keyword, words, body }: Instruction): Found | undefined {
  const [first] = words;
  if (keyword === 'ARG' || first === undefined || first.text.includes('=')) return undefined;
  if (words.length === 1) return { span: first.span, problem: problems.equals };
  const written = body.slice(first.at + first.text.length).trimmed();
  return openQuote(written);
}

function missing(instruction: Instruction): Found | undefined {
  const { keyword, words } = instruction;
  if (keyword !== 'ARG' && !words[0]?.text.includes('=')) return undefined;
  for (const word of words) {
    if (word.text.startsWith('=')) return { span: word.span, problem: problems.name };
    if (keyword !== 'ARG' && !word.text.includes('=')) return { span: word.span, problem: problems.equals };
  }
  for (const { written } of pairsOf(instruction)) {
    const found = written && openQuote(written);
    if (found !== undefined) return found;
  }
  return undefined;
}

const quoted = /"(?:\\[^]|[^"\\])*"|'[^']*'|\\[^]?|`[^]?|[^"'\\`]+/y;

/** A quote that is never closed; the fix closes it where the value is one word. */
function openQuote(written: Logical): Found | undefined {
  const { text } = written;
  let at = 0;
  for (;;) {
    quoted.lastIndex = at;
    const found = quoted.exec(text)?.[0];
    if (found === undefined || found === '') break;
    at += found.length;
  }
  if (at >= text.length) return undefined;
  const span = written.span(at, text.length);
  const isWord = at === 0 && /^["'][^\s"'\\]+$/.test(text);
  const title = { en: 'Close the quote', zh: '补上引号' };
  const edits = [{ span: { start: span.end, end: span.end }, text: text[0] ?? '' }];
  return { span, problem: problems.quote, fix: isWord ? { title, edits, safe: true } : undefined };
}
