import { fill, type Text } from '../../text';
import { closest } from '../distance';
import { brief, type Edit, type Fix } from '../rule';
import { removeEntry } from '../yaml/edits';
import { marginOf } from '../yaml/lines';
import type { YamlText } from '../yaml/read';
import type { Entry, Mapping, Scalar } from '../yaml/tree';

// Comparing many names with many takes too long, and among so many the nearest says little.
const mostNames = 400;

/**
 * The name that was probably meant. Names that differ in their numbers only are brothers, none a slip of the other:
 * `web-1` and `web-2`.
 */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const names = [...new Set(known)].filter((one) => one !== name);
  if (names.length > mostNames) return undefined;
  const otherCase = names.filter((one) => one.toLowerCase() === name.toLowerCase());
  const found = otherCase.length === 1 ? otherCase[0] : closest(name, names);
  const letters = (word: string): string => word.replace(/\d+/g, '');
  return found !== undefined && letters(found) !== letters(name) ? found : undefined;
}

/** How a message ends: with the question whether another name was meant, or with what happens. */
export function meantOr(meant: string | undefined, otherwise: Text): Text {
  if (meant === undefined) return otherwise;
  return fill({ en: 'Did you mean "{name}"?', zh: '是不是“{name}”？' }, { name: brief(meant, 32) });
}

/** Puts a single value into double quotes, as it is written. */
export function quote({ span, text }: Scalar): Fix {
  return { title: { en: 'Put it in quotes', zh: '加上引号' }, edits: [{ span, text: `"${text}"` }], safe: true };
}

/** Takes the quotes off a value. */
export function unquote({ span, text }: Scalar): Fix {
  return { title: { en: 'Remove the quotes', zh: '去掉引号' }, edits: [{ span, text }], safe: true };
}

/** Removes an entry with its lines; nothing when it does not have them for itself. */
export function remove(file: YamlText, mapping: Mapping, entry: Entry, isSafe: boolean): Fix | undefined {
  const removal = removeEntry(file, mapping, entry);
  const title = fill({ en: 'Remove {key}', zh: '删除 {key}' }, { key: brief(entry.key.text, 32) });
  return removal && { title, edits: [removal.edit], safe: isSafe && removal.isSafe };
}

/** Adds lines above an entry of a block mapping, indented like it; nothing when it does not start its line. */
export function insertAbove(file: YamlText, entry: Entry, lines: readonly string[]): Edit | undefined {
  const margin = marginOf(file.text, entry.key.span);
  if (margin === undefined) return undefined;
  const { start } = entry.key.span;
  return { span: { start, end: start }, text: lines.map((line) => line + file.eol + margin).join('') };
}

/** A list of words for a message, as long as there is room. */
export function listed(words: readonly string[], length = 44): string {
  let text = '';
  for (const word of words) {
    const longer = text === '' ? word : `${text}, ${word}`;
    if (longer.length > length) return `${text}…`;
    text = longer;
  }
  return text;
}
