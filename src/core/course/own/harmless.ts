/** A line that opens a fence outside any list or quotation. */
const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;

/**
 * Markdown of a workspace in which no HTML remains: `<` is text, but for code, where it is text anyway. A page has a
 * strict policy of its own; this keeps prose from looking like something else than prose.
 *
 * Fences are written anew, longer than any in the text, so that every Markdown parser sees them begin and end where
 * this function does. Whatever else a parser may take for code only shows an entity.
 */
export function withoutHtml(markdown: string): string {
  // A first line of hyphens would begin front matter, which hides what follows.
  const lines = markdown
    .replace(/\r\n?/g, '\n')
    .replace(/^\uFEFF?---+[ \t]*\n/, '***\n')
    .split('\n');
  const runs = [...markdown.matchAll(/`{3,}|~{3,}/g)].map(([run]) => run.length);
  const ours = '`'.repeat(Math.max(2, ...runs) + 1);
  const written: string[] = [];
  let paragraph: string[] = [];
  const flush = (): void => {
    if (paragraph.length > 0) written.push(plain(paragraph.join('\n')));
    paragraph = [];
  };
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const [, mark, info] = fence.exec(line) ?? [];
    if (mark === undefined || (mark.startsWith('`') && info?.includes('`'))) {
      paragraph.push(line);
      if (line.trim() === '') flush();
      continue;
    }
    flush();
    const end = closing(lines, index, mark);
    const indent = new RegExp(`^ {0,${line.search(/\S/)}}`);
    const code = lines.slice(index + 1, end).map((one) => one.replace(indent, ''));
    // A blank line ends whatever block came before.
    written.push('', `${ours}${wordOf(info)}`, ...code, ours, '');
    index = end;
  }
  flush();
  return written.join('\n');
}

/** The line that closes a fence; the end of the text when none does. */
function closing(lines: readonly string[], open: number, mark: string): number {
  const found = lines.findIndex((line, index) => {
    const run = /^ {0,3}(`{3,}|~{3,})[ \t]*$/.exec(line)?.[1];
    return index > open && run?.startsWith(mark) === true;
  });
  return found < 0 ? lines.length : found;
}

const wordOf = (info = ''): string => /^\s*([\w+#.-]+)/.exec(info)?.[1] ?? '';

/** Text outside fences: `<` becomes an entity; code with `<` in it is written as an element of ours. */
function plain(text: string): string {
  return codeSpans(text)
    .map(({ code, mark }) => {
      if (mark === undefined) return escapeOutside(code);
      return /<[a-z/!?]/i.test(code) ? element(code) : `${mark}${code}${mark}`;
    })
    .join('');
}

type Part = { readonly code: string; readonly mark?: string };

/** Text and code between backticks in turn, as CommonMark pairs the runs: each with the next of its length. */
function codeSpans(text: string): readonly Part[] {
  const runs = [...text.matchAll(/\\[^`]|`+/g)].filter(([run]) => run.startsWith('`'));
  const later = new Map<number, number[]>();
  for (const { 0: run, index } of runs.toReversed()) {
    const same = later.get(run.length) ?? [];
    same.push(index);
    later.set(run.length, same);
  }
  const parts: Part[] = [];
  let from = 0;
  for (const { 0: mark, index } of runs) {
    const same = later.get(mark.length) ?? [];
    same.pop();
    const end = same.at(-1);
    if (index < from || end === undefined || text[index - 1] === '\\') continue;
    parts.push({ code: text.slice(from, index) }, { code: text.slice(index + mark.length, end), mark });
    from = end + mark.length;
  }
  return [...parts, { code: text.slice(from) }];
}

/** Code as an element whose content no Markdown parser takes for anything but characters. */
function element(code: string): string {
  const inner = code.replace(/\n/g, ' ').replace(/[^\w\s\p{L}]/gu, (one) => `&#${one.codePointAt(0) ?? 63};`);
  return `<code>${inner}</code>`;
}

/**
 * Pictures from elsewhere would tell somebody that the page is read, so figures of the lesson's folder remain. Blocks
 * of other kinds that some parsers know, such as mathematics, become text as well.
 */
function escapeOutside(text: string): string {
  return text
    .replace(/\\?<|\\[\s\S]/g, (one) => (one.endsWith('<') ? '&lt;' : one))
    .replace(/!\[(?![^\]\n]{0,300}\]\([\w.-]+\.svg\))/g, '!\\[')
    .replace(/^(\s*)(\$\$|\\begin\b|:::)/gm, '$1\\$2');
}
