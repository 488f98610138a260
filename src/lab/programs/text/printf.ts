const controls: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\u0007',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
  '\\': '\\',
  '"': '"',
  "'": "'",
};

/** Replaces the backslash sequences of echo -e and printf; `\c` ends the text (`stopped`). */
export function unescape(text: string): { readonly text: string; readonly stopped: boolean } {
  const end = /(?<!\\)(?:\\\\)*\\c/.exec(text);
  const part = end ? text.slice(0, end.index + end[0].length - 2) : text;
  return {
    text: part.replace(
      /\\(?:x([0-9a-fA-F]{1,2})|0?([0-7]{1,3})|(.))/g,
      (whole, hex?: string, octal?: string, letter?: string) => {
        if (hex) return String.fromCharCode(parseInt(hex, 16));
        if (octal) return String.fromCharCode(parseInt(octal, 8) & 255);
        return controls[letter ?? ''] ?? whole;
      },
    ),
    stopped: end !== null,
  };
}

/** A number as C reads it: decimal, 0x…, 0…, or `'A` for a character's code; NaN when it is none. */
function cNumber(text: string): number {
  if (text === '') return 0;
  if (/^['"]/.test(text)) return text.codePointAt(1) ?? 0;
  if (/^[-+]?0[0-7]+$/.test(text)) return parseInt(text, 8);
  return Number(text);
}

function pad(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  if (!flags.includes('0')) return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}

const signed = (value: number, text: string, flags: string): string =>
  value >= 0 && flags.includes('+') ? `+${text}` : value >= 0 && flags.includes(' ') ? ` ${text}` : text;

/** One conversion of printf(3), such as `%05.2f`. */
export function convert(
  flags: string,
  width: number,
  precision: number | undefined,
  letter: string,
  text: string,
): string {
  if (letter === 's') return pad(text.slice(0, precision ?? text.length), flags.replace('0', ''), width);
  if (letter === 'c') return pad(text.slice(0, 1), flags.replace('0', ''), width);
  const number = cNumber(text);
  const value = Number.isNaN(number) ? parseFloat(text) || 0 : number;
  const shown = Object.hasOwn(conversions, letter) ? conversions[letter] : conversions['f'];
  return pad(shown?.(value, precision, flags) ?? '', flags, width);
}

type Conversion = (value: number, precision: number | undefined, flags: string) => string;

const wholeOf = (value: number): bigint => BigInt(Number.isFinite(value) ? Math.trunc(value) : 0);

/** A whole number without a sign, as C shows it: negative ones count down from 2^64. */
const digits =
  (base: number, prefix = ''): Conversion =>
  (value, precision, flags) =>
    (flags.includes('#') ? prefix : '') +
    BigInt.asUintN(64, wholeOf(value))
      .toString(base)
      .padStart(precision ?? 1, '0');

const decimalDigits: Conversion = (value, _, flags) => signed(value, wholeOf(value).toString(), flags);

const conversions: Readonly<Record<string, Conversion>> = {
  d: decimalDigits,
  i: decimalDigits,
  u: digits(10),
  o: digits(8),
  x: digits(16, '0x'),
  X: (value, precision, flags) => digits(16, '0X')(value, precision, flags).toUpperCase(),
  e: (value, precision, flags) =>
    signed(value, value.toExponential(Math.min(precision ?? 6, 100)).replace(/e([-+])(\d)$/, 'e$10$2'), flags),
  g: (value, precision, flags) =>
    signed(value, String(Number(value.toPrecision(Math.min(precision || 6, 100)))), flags),
  f: (value, precision, flags) => signed(value, value.toFixed(Math.min(precision ?? 6, 100)), flags),
};

const directive = /%(?:%|([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:l|ll|h)?([a-zA-Z]))/g;
const widest = 65_536;

/** Fills a format once from `next`, which gives one argument after the other; `%b` takes backslash sequences. */
export function fill(format: string, next: () => string): string {
  return format.replace(directive, (whole, flags = '', width?: string, precision?: string, letter?: string) => {
    if (!letter) return '%';
    const wide = width === '*' ? cNumber(next()) : Number(width ?? 0);
    const exact =
      precision === '*'
        ? cNumber(next())
        : precision === undefined
          ? whole.includes('.')
            ? 0
            : undefined
          : Number(precision);
    const text = next();
    if (letter === 'b') return unescape(text).text;
    return convert(
      wide < 0 ? `${String(flags)}-` : String(flags),
      Math.min(Math.abs(wide), widest),
      exact === undefined ? undefined : Math.min(exact, widest),
      letter,
      text,
    );
  });
}

/** How many arguments one round of a format takes. */
export const argumentCount = (format: string): number =>
  [...format.matchAll(directive)].reduce(
    (sum, [whole]) => (whole === '%%' ? sum : sum + 1 + (whole.match(/\*/g)?.length ?? 0)),
    0,
  );
