import { fill } from '../../../text';
import { brief, type Fix, type Problem, type Rule } from '../../rule';
import { removeEntry } from '../edits';
import { lineEnd, lineStart, nextLine } from '../lines';
import type { YamlText } from '../read';
import { mappingsIn, type Entry, type Mapping, type Value } from '../tree';
import type { OfLanguage } from './syntax';

/** Duplicate key in a mapping. */
export function duplicateKey<File extends YamlText>(
  language: OfLanguage,
  rootsOf: (file: File) => readonly (Value | undefined)[],
): Rule<File> {
  return {
    aliases: [],
    ...language,
    layer: 'syntax',
    severity: { learn: 'error', strict: 'error' },
    title: { en: 'Key written twice', zh: '键重复' },
    message: {
      en: '"{key}" stands in this mapping already: the file is refused.',
      zh: '“{key}”在同一个映射里已经出现过，此文件会被拒绝。',
    },
    why: {
      en: 'A key may stand once on each level; with two, nobody can tell which one counts. Often it is a section that was pasted a second time: put its lines under the first one.',
      zh: '同一层里，一个键只能出现一次；出现两次，就说不清以哪一个为准。常见的原因是把同一段又粘贴了一遍：请把内容合并到第一个键下面。',
    },
    *check(file) {
      for (const root of rootsOf(file)) {
        for (const mapping of mappingsIn(root)) if (!mapping.isClear) yield* duplicatesIn(file, mapping);
      }
    },
  };
}

function* duplicatesIn(file: YamlText, mapping: Mapping): Iterable<Problem> {
  const first = new Map<string, Entry>();
  for (const entry of mapping.own) {
    const { key } = entry;
    const earlier = first.get(key.text);
    if (earlier === undefined) first.set(key.text, entry);
    else
      yield {
        span: key.span,
        args: { key: brief(key.text) },
        fix: removal(file, mapping, earlier, entry) ?? merger(file, mapping, earlier, entry),
        related: [{ span: earlier.key.span, message: { en: 'It stands here first.', zh: '第一次出现在这里。' } }],
      };
  }
}

/** The second goes when it says the same. */
function removal(file: YamlText, mapping: Mapping, earlier: Entry, later: Entry): Fix | undefined {
  const words = ({ key, span }: Entry): string => file.text.slice(key.span.end, span.end).trim();
  if (words(earlier) !== words(later)) return undefined;
  const removed = removeEntry(file, mapping, later);
  const title = { en: 'Remove the second "{key}"', zh: '删除第二个“{key}”' };
  return removed && { title: fill(title, { key: brief(later.key.text) }), edits: [removed.edit], safe: false };
}

/** The lines of the second go under the first, when both are written alike and share no key. */
function merger(file: YamlText, mapping: Mapping, earlier: Entry, later: Entry): Fix | undefined {
  const [body, place] = [linesBelow(file, later), linesBelow(file, earlier)];
  const removed = removeEntry(file, mapping, later);
  if (body === undefined || place === undefined || removed?.isSafe !== true) return undefined;
  if (body.column !== place.column || !fitTogether(earlier.value, later.value)) return undefined;
  const span = { start: place.end, end: place.end };
  const edits = [{ span, text: file.eol + file.text.slice(body.start, body.end) }, removed.edit];
  const title = { en: 'Put its lines under the first "{key}"', zh: '把内容合并到第一个“{key}”下' };
  return { title: fill(title, { key: brief(later.key.text) }), edits, safe: false };
}

function fitTogether(a: Value | undefined, b: Value | undefined): boolean {
  if (a?.kind !== 'mapping' || b?.kind !== 'mapping') return a?.kind === b?.kind;
  return ![...b.all.keys()].some((key) => a.all.has(key));
}

type Lines = { readonly start: number; readonly end: number; readonly column: number };

/** The whole lines below a key, when its value has them for itself. */
function linesBelow({ text }: YamlText, { key, value, isAlias }: Entry): Lines | undefined {
  if (isAlias || value === undefined || value.kind === 'scalar' || value.isFlow) return undefined;
  const start = nextLine(text, key.span.end);
  if (text.slice(key.span.end, start).trim() !== ':' || value.span.start < start) return undefined;
  const length = text.slice(value.span.start, value.span.end).trimEnd().length;
  const end = lineEnd(text, value.span.start + Math.max(0, length - 1));
  return { start, end, column: value.span.start - lineStart(text, value.span.start) };
}
