import type { Edit, Pragma, Span } from '../rule';
import { withoutComment } from '../suppressions';

/** What a language of lines must know for the comments that hide findings. */
export type Commented = {
  readonly text: string;
  readonly eol: string;
  /** Comments, from their sign on. */
  readonly comments: readonly Span[];
  /** What a comment above it is about: an option, a command; in the order of the text. */
  readonly statements: readonly Span[];
};

/** Ours, and ShellCheck's for those of our rules that have a name of its. */
const form = /^[#;]\s*(?:tutor\s+ignore(?<file>-file)?|shellcheck\s+disable)\s*=\s*(?<names>[\w,\s-]+)/;

/** Our own comments: `# tutor ignore=CODE`, above or behind, and `# tutor ignore-file=CODE`. */
export function* ownPragmas({ text, comments, statements }: Commented): Iterable<Pragma> {
  let next = 0;
  for (const { start, end } of comments) {
    const found = form.exec(text.slice(start, Math.min(end, start + 200)))?.groups;
    if (found === undefined) continue;
    const names = namesIn(found['names'] ?? '');
    while ((statements[next]?.start ?? Infinity) < start) next += 1;
    const before = statements[next - 1];
    const isBehind = before !== undefined && !text.slice(before.start, start).trimEnd().includes('\n');
    const scope = found['file'] !== undefined ? 'file' : isBehind ? before : statements[next];
    if (scope === undefined) continue;
    const at = { start, end };
    yield { kind: 'ignore', names, scope, at, remove: withoutComment(text, at) };
  }
}

const namesIn = (list: string): readonly string[] =>
  (list.split(/\s--|[#;]/)[0] ?? '').split(/[,\s]+/).filter((name) => name !== '');

/** A comment on the line above the statement of a place. */
export function ignoreAbove({ text, eol, statements }: Commented, place: Span, code: string): Edit {
  const around = statements.find(({ start, end }) => start <= place.start && place.start < end);
  const line = text.lastIndexOf('\n', (around?.start ?? place.start) - 1) + 1;
  const start = line + (text.startsWith('\uFEFF', line) ? 1 : 0);
  return { span: { start, end: start }, text: `# tutor ignore=${code}${eol}` };
}
