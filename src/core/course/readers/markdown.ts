import type { InvalidFile, MarkdownView } from '../facts';
import { isInvalid } from './invalid';
import { linesOf } from './lines';
import { parseYaml } from './yaml';

type Block = { readonly headings: string[]; readonly tables: (readonly (readonly string[])[])[] };

/** The front matter, headings and tables of a Markdown file; what is inside a code block is none of them. */
export async function parseMarkdown(text: string): Promise<MarkdownView | InvalidFile> {
  const all = linesOf(text);
  const end =
    all[0]?.trimEnd() === '---' ? all.findIndex((line, index) => index > 0 && /^(---|\.\.\.)\s*$/.test(line)) : -1;
  const matter = end === -1 ? undefined : await parseYaml(all.slice(1, end).join('\n'));
  if (isInvalid(matter)) return matter.line === undefined ? matter : { ...matter, line: matter.line + 1 };
  const found: Block = { headings: [], tables: [] };
  const lines = outsideCode(all.slice(end + 1));
  for (let at = 0; at < lines.length; at += 1) {
    const heading = headingAt(lines, at);
    if (heading !== undefined) found.headings.push(heading);
    const table = tableAt(lines, at);
    if (table === undefined) continue;
    found.tables.push(table);
    at += table.length;
  }
  return { matter, ...found };
}

/** The lines with those of fenced code and of comments made blank. */
function outsideCode(lines: readonly string[]): readonly string[] {
  let fence: string | undefined;
  let isComment = false;
  return lines.map((line) => {
    const [, mark] = /^ {0,3}(`{3,}(?!.*`)|~{3,})/.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) === true && line.trim() === mark) fence = undefined;
      return '';
    }
    if (isComment || /^ {0,3}<!--/.test(line)) {
      isComment = !line.includes('-->');
      return '';
    }
    fence = mark;
    return mark === undefined ? line : '';
  });
}

/** A heading as `## Like this`, however it is written. */
function headingAt(lines: readonly string[], at: number): string | undefined {
  const line = lines[at] ?? '';
  const [, marks, words] = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line) ?? [];
  if (marks !== undefined) return `${marks} ${words ?? ''}`.trimEnd();
  const [, under] = /^ {0,3}(=+|-+)[ \t]*$/.exec(lines[at + 1] ?? '') ?? [];
  if (under === undefined || !/^ {0,3}[^\s#>|*+-]/.test(line) || line.includes('|')) return undefined;
  return `${under.startsWith('=') ? '#' : '##'} ${line.trim()}`;
}

const delimiter = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** The rows of the table that starts at a line, its head first, without the row of dashes. */
function tableAt(lines: readonly string[], at: number): readonly (readonly string[])[] | undefined {
  const [head = '', dashes = ''] = [lines[at], lines[at + 1]];
  if (!head.includes('|') || !delimiter.test(dashes)) return undefined;
  const width = cellsOf(head).length;
  if (cellsOf(dashes).length !== width) return undefined;
  const rows = [cellsOf(head)];
  for (let next = at + 2; isRow(lines[next] ?? ''); next += 1) {
    const cells = cellsOf(lines[next] ?? '');
    rows.push(Array.from({ length: width }, (_, column) => cells[column] ?? ''));
  }
  return rows;
}

/** A table ends at a blank line and where another block begins. */
const isRow = (line: string): boolean => line.trim() !== '' && !/^ {0,3}(?:#{1,6}\s|>|[-*+]\s)/.test(line);

function cellsOf(line: string): readonly string[] {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
}
