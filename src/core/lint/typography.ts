const table: Readonly<Record<string, string>> = {
  '\u201C': '"',
  '\u201D': '"',
  '\u201E': '"',
  '\u2018': "'",
  '\u2019': "'",
  '\u2013': '-',
  '\u2014': '-',
  '\u2212': '-',
  '\u00A0': ' ',
  '\u3000': ' ',
  '\u200B': '',
  '\u2060': '',
  '\uFEFF': '',
  '\u3001': ',',
  '\u3002': '.',
};

/** Characters that word processors, chats and Chinese keyboards put where code needs an ASCII one. */
export const lookalikes =
  /[\u201C-\u201E\u2018\u2019\u2013\u2014\u2212\u00A0\u3000-\u3002\u200B\u2060\uFEFF\uFF01-\uFF5E]/gu;

/** The ASCII character that was meant. */
export function asciiOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return table[character] ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : character);
}

/** Letters of a text that is written in such characters on purpose. */
export const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Can it be seen on the screen? */
export function isVisible(character: string): boolean {
  return !/\s|[\u200B\u2060\uFEFF]/u.test(character);
}
