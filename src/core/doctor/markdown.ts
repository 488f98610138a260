import type { Text } from '../text';

/** How much is shown of a text that comes from outside. */
const most = 120;

/** Something from outside as Markdown code: it can be neither a link nor the end of its cell. */
export function code(words: string): string {
  const line = words.replace(/[\s\u0000-\u001f]+/g, ' ').trim();
  const shown = line.length > most ? `${line.slice(0, most - 1)}…` : line;
  return shown === '' ? '–' : `\`${shown.replaceAll('`', "'")}\``;
}

/** A sentence of ours with words from outside in it: its code stays code, all else is text and no link. */
export function prose(text: Text): Text {
  return { en: plain(text.en), zh: plain(text.zh) };
}

function plain(words: string): string {
  const parts = words.replace(/[\s\u0000-\u001f]+/g, ' ').split('`');
  // A backtick without its partner would make code of all that follows.
  const pairs = parts.length % 2 === 1 ? parts : [...parts.slice(0, -2), parts.slice(-2).join("'")];
  return pairs.map((part, at) => (at % 2 === 1 ? `\`${part}\`` : escaped(part))).join('');
}

const escaped = (words: string): string =>
  words
    .replace(/[\\[\]*_]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;');

/** A text as the cell of a table. */
export const cell = (words: string): string => words.replaceAll('|', '\\|');
