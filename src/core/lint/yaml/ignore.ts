import type { Edit, Pragma, Span } from '../rule';
import { withoutComment } from '../suppressions';
import { lineEnd, lineStart, nextLine } from './lines';
import type { YamlText } from './read';

type Comment = { readonly names: readonly string[]; readonly at: Span; readonly remove: Edit };

/** Our own comments: `# tutor ignore=CODE`, above or behind, and `# tutor ignore-file=CODE`. */
export function* ownPragmas(file: YamlText): Iterable<Pragma> {
  const above = new Map<number, Comment[]>();
  let below = -1;
  for (const { text, span } of file.comments) {
    const found = /^#\s*tutor\s+ignore(?<file>-file)?\s*=\s*(?<names>[\w,\s-]+?)\s*(?:--.*|#.*)?$/.exec(text)?.groups;
    if (found === undefined) continue;
    const names = (found['names'] ?? '').split(',').map((name) => name.trim());
    const comment = { names, at: span, remove: withoutComment(file.text, span) };
    if (found['file'] !== undefined) yield { kind: 'ignore', scope: 'file', ...comment };
    else if (isBehind(file.text, span.start)) {
      yield { kind: 'ignore', scope: lineAt(file.text, span.start), ...comment };
    } else {
      // Of several comments above one node, the second need not look for it again.
      if (span.start > below) below = contentBelow(file.text, span.start);
      const others = above.get(below);
      if (others === undefined) above.set(below, [comment]);
      else others.push(comment);
    }
  }
  for (const [start, comments] of above) {
    const scope = nodeAt(file.text, start);
    for (const comment of comments) yield { kind: 'ignore', scope, ...comment };
  }
}

function isBehind(text: string, at: number): boolean {
  return text.slice(lineStart(text, at), at).trim() !== '';
}

/** Where the next line begins that is neither blank nor a comment. */
function contentBelow(text: string, from: number): number {
  let at = nextLine(text, from);
  while (at < text.length && /^\s*(#|$)/.test(text.slice(at, lineEnd(text, at)))) at = nextLine(text, at);
  return at;
}

/** The line of a place. */
export function lineAt(text: string, at: number): Span {
  return { start: lineStart(text, at), end: lineEnd(text, at) };
}

/** A line with those that are indented below it, or are the items of its list. */
function nodeAt(text: string, start: number): Span {
  const columnAt = (at: number): number => /^ */.exec(text.slice(at, lineEnd(text, at)))?.[0].length ?? 0;
  const isItem = (at: number): boolean => /^ *-(\s|$)/.test(text.slice(at, lineEnd(text, at)));
  const column = columnAt(start);
  let end = lineEnd(text, start);
  for (let at = nextLine(text, start); at < text.length; at = nextLine(text, at)) {
    if (/^\s*(#|$)/.test(text.slice(at, lineEnd(text, at)))) continue;
    const isListOfKey = columnAt(at) === column && isItem(at) && !isItem(start);
    if (columnAt(at) <= column && !isListOfKey) break;
    end = lineEnd(text, at);
  }
  return { start, end };
}

/** A comment on the line above a place, or above the scalar of several lines that it is in. */
export function ignoreAbove({ text, longScalars, eol }: YamlText, place: Span, code: string): Edit {
  const around = longScalars.find(({ start, end }) => start <= place.start && place.start < end);
  const line = lineStart(text, around?.start ?? place.start);
  const start = line + (text.startsWith('\uFEFF', line) ? 1 : 0);
  const margin = /^ */.exec(text.slice(start, lineEnd(text, start)))?.[0] ?? '';
  return { span: { start, end: start }, text: `${margin}# tutor ignore=${code}${eol}` };
}
