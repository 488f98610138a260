import type { Edit, Problem, Rule } from '../../rule';
import { asciiOf, eastAsian, isVisible } from '../../typography';
import type { Command, ShellFile, Word } from '../file';

/** Typographic quotes, full-width signs and blanks that are none. */
export const sh002: Rule<ShellFile> = {
  code: 'SH002',
  aliases: [],
  layer: 'characters',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Typographic or full-width character in code', zh: '代码中混入全角或排版字符' },
  message: {
    en: '{found} only looks like {meant}: for the shell it is a letter of this word.',
    zh: '{found} 只是看起来像 {meant}，shell 会把它当作这个词的一部分。',
  },
  why: {
    en: 'Chats, word processors and Chinese keyboards put curved quotes, full-width signs and blanks of another kind in the place of those that a shell knows. Nothing is quoted then, no pipe is built and no word ends; the error speaks of a command or a file that nobody wrote. In comments and within straight quotes they do no harm.',
    zh: '聊天工具、文字处理软件和中文输入法会把引号、标点、空格换成弯引号、全角符号和另一种空格。结果引号不起作用，管道没有建立，词也没有断开，报错里会出现谁也没写过的命令或文件。在注释和英文引号内则没有影响。',
  },
  lesson: 'start/toolbox',
  *check({ commands }) {
    for (const command of commands) if (!prints(command)) yield* inCommand(command);
  },
  examples: {
    bad: [
      { text: 'docker exec web sh -c «“»ls”\n', fixed: 'docker exec web sh -c "ls"\n' },
      { text: 'git commit -m «“»first version”\n', fixed: 'git commit -m "first version"\n' },
      { text: 'docker«\u00a0»ps\n', fixed: 'docker ps\n' },
      { text: 'cd /srv«；»ls\n', fixed: 'cd /srv;ls\n' },
      { text: 'docker ps --format«＝»json\n', fixed: 'docker ps --format=json\n' },
      { text: 'docker run nginx«\u200b»:1.30\n', fixed: 'docker run nginx:1.30\n' },
    ],
    good: [
      '# 先停止，再删除：“web”\necho “hello”，全部完成！\nprintf "“%s”" x\nMESSAGE="你好，世界"\n',
      'git commit -m "说明：第一次提交（初稿）"\ntouch 说明（一）.txt\ncat <<EOF\n“x”；y\nEOF\n',
    ],
  },
};

const prints = ({ words }: Command): boolean =>
  /^(?:echo|printf|log|info|warn|error|die|say)$/.test(words[0]?.text ?? '');

function* inCommand({ words, assignments }: Command): Iterable<Problem> {
  let isQuoting = false;
  const all = [...assignments, ...words];
  for (const word of all) {
    for (const { at, character } of straysIn(word)) {
      const isQuote = quotes.test(character);
      if (isQuote && isQuoting) {
        isQuoting = false;
        continue;
      }
      const own: Edit = { span: { start: at, end: at + 1 }, text: asciiOf(character) };
      const partner = isQuote ? closingOf(all, at) : undefined;
      if (isQuote && partner === undefined) continue;
      isQuoting ||= isQuote;
      yield {
        span: own.span,
        covers: word.span,
        args: { found: isVisible(character) ? `\`${character}\`` : number(character), meant: named(own.text) },
        fix: { title, edits: partner ? [own, partner] : [own], safe: true },
      };
    }
  }
}

const title = { en: 'Replace by ASCII characters', zh: '替换为 ASCII 字符' };
const quotes = /[\u2018-\u201E]/;
const number = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const named = (text: string): string => (text === '' ? '""' : `\`${text}\``);

type Stray = { readonly at: number; readonly character: string };

/** What cannot be text in a word without quotes of its own. */
function* straysIn({ text, span, isPlain }: Word): Iterable<Stray> {
  if (!isPlain || eastAsian.test(text)) return;
  for (const { index, 0: character } of text.matchAll(
    /[\u00A0\u3000\u200B\u2060\u201C-\u201E\u2018\u2019；（）＆｜＞＜＄＝]/g,
  )) {
    const isCode = !quotes.test(character) || opens.test(text.slice(0, index)) || index === text.length - 1;
    if (isCode) yield { at: span.start + index, character };
  }
}

const opens = /^$|[=(,]$/;

/** The quote that ends what this one opens. */
function closingOf(words: readonly Word[], at: number): Edit | undefined {
  for (const { text, span, isPlain } of words) {
    if (span.end <= at + 1) continue;
    const from = Math.max(0, at + 1 - span.start);
    const index = text.slice(from).search(quotes);
    if (!isPlain || eastAsian.test(text)) return undefined;
    if (index === -1) continue;
    const start = span.start + from + index;
    return { span: { start, end: start + 1 }, text: asciiOf(text[from + index] ?? '') };
  }
  return undefined;
}
