/** A string as Go's %q writes it. */
export const quote = (text: string): string =>
  JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** A list of strings as Go's %q writes it. */
export const quoteAll = (texts: readonly string[]): string => `[${texts.map(quote).join(' ')}]`;

/** A small number as Go's %q writes it, as if it were a character. */
export function quoteNumber(value: number): string {
  const named: Readonly<Record<number, string>> = {
    7: '\\a',
    8: '\\b',
    9: '\\t',
    10: '\\n',
    11: '\\v',
    12: '\\f',
    13: '\\r',
  };
  if (named[value] !== undefined) return `'${named[value]}'`;
  if (value < 32 || value === 127) return `'\\x${value.toString(16).padStart(2, '0')}'`;
  if (value === 39 || value === 92) return `'\\${String.fromCharCode(value)}'`;
  return `'${String.fromCodePoint(Math.min(value, 0x10ffff))}'`;
}
