import { continuation } from './logical';

/**
 * What dockerfile-ast is given to read: a text of the same length with keywords, here-document openers and
 * continuation marks only. It splits a file into instructions well, but takes more marks, here-documents and directives
 * for such than BuildKit does, and reads arguments several times over; the words are read from the text itself.
 * @param from where the parser directives end
 */
export function skeletonOf(text: string, from: number, escape: string): string {
  const rest = text.slice(from).replace(/(?:[^\r\n]|\r(?!\n))+/g, (line) => skeletonLine(line, escape));
  return (text.slice(0, from) + rest).replace(/^\uFEFF/, ' ');
}

function skeletonLine(line: string, escape: string): string {
  const mark = continuation(line, escape);
  const [, blanks = '', word = '', rest = ''] = /^([^\S\uFEFF]*)(\uFEFF?\S*)(.*)$/s.exec(line) ?? [];
  // A comment, or a mark alone on its line, is no part of any instruction.
  if (/^\uFEFF?#/.test(word) || mark === blanks.length) return ' '.repeat(line.length);
  const trigger = /^onbuild$/i.test(word) ? (/^\s+\S+/.exec(rest)?.[0] ?? '') : '';
  const kept = blanks.replace(/[^\t]/g, ' ') + (word + trigger).replaceAll(escape, '_');
  const blanked = kept + openersOnly(rest.slice(trigger.length));
  return mark === -1 ? blanked : blanked.slice(0, mark) + line.slice(mark);
}

/** Keeps words such as `<<EOF` outside quotes; dockerfile-ast does not know the number that may stand before one. */
function openersOnly(text: string): string {
  if (!text.includes('<<')) return ' '.repeat(text.length);
  return text.replace(/"[^"]*"|'[^']*'|(?<=\s)\d*(<<-?[^<\s]+)(?=\s|$)|\S/g, (part, opener: string | undefined) =>
    (opener ?? '').padStart(part.length),
  );
}
