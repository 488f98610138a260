/** A line of a YAML text, taken apart by its looks: what stands where, without knowing what it means. */
export type Line = {
  /** The columns of the dashes that it begins with. */
  readonly dashes: readonly number[];
  /** Where its content begins, behind the dashes; its length, when there is none. */
  readonly column: number;
  /** The key that it begins with, without quotes; nothing when there is none. */
  readonly key: string | undefined;
  /** From the first letter of the key to its last, quotes included. */
  readonly keyEnd: number;
  /** Where the value begins, and where it ends: before the comment. */
  readonly valueStart: number;
  readonly valueEnd: number;
  /** Does its value stand below it? An anchor and a tag may stand before that. */
  readonly isOpen: boolean;
};

/** Reads a line; in time that grows with its length only. */
export function readLine(line: string): Line {
  const dashes: number[] = [];
  let column = blanks(line, line.startsWith('\uFEFF') ? 1 : 0);
  while (line[column] === '-' && (column + 1 === line.length || line[column + 1] === ' ')) {
    dashes.push(column);
    column = blanks(line, column + 1);
  }
  const end = commentStart(line, column);
  const colon = colonIn(line, column, end);
  if (colon === undefined) {
    const valueEnd = trimmed(line, column, end);
    const isOpen = dashes.length > 0 && isEmpty(line.slice(column, valueEnd));
    return { dashes, column, key: undefined, keyEnd: column, valueStart: column, valueEnd, isOpen };
  }
  const keyEnd = trimmed(line, column, colon);
  const key = unquoted(line.slice(column, keyEnd));
  const valueStart = Math.min(blanks(line, colon + 1), end);
  const valueEnd = trimmed(line, valueStart, end);
  const isOpen = isEmpty(line.slice(valueStart, valueEnd));
  return { dashes, column, key, keyEnd, valueStart, valueEnd, isOpen };
}

const isEmpty = (value: string): boolean => /^(?:$|[&!]\S*$)/.test(value);

/** Where the first column that is not a blank is. */
export function blanks(line: string, from: number): number {
  let at = from;
  while (line[at] === ' ') at += 1;
  return at;
}

function trimmed(line: string, from: number, to: number): number {
  let at = to;
  while (at > from && /\s/.test(line[at - 1] ?? '')) at -= 1;
  return at;
}

/** Where a comment begins, or the line ends. */
function commentStart(line: string, from: number): number {
  let quote = '';
  for (let at = from; at < line.length; at += 1) {
    const sign = line[at] ?? '';
    if (quote !== '') {
      if (sign === '\\' && quote === '"') at += 1;
      else if (sign === quote) quote = '';
    } else if (opensQuote(line, at, from)) quote = sign;
    else if (sign === '#' && (at === from || /\s/.test(line[at - 1] ?? ''))) return at;
  }
  return line.length;
}

/** A quote within a word is a letter: `it's`. */
function opensQuote(line: string, at: number, from: number): boolean {
  const sign = line[at];
  return (sign === '"' || sign === "'") && (at === from || /[\s[{,:]/.test(line[at - 1] ?? ''));
}

/** The colon behind the key: outside quotes and brackets, and with a blank behind it. */
function colonIn(line: string, from: number, to: number): number | undefined {
  const first = line[from] ?? '';
  if (/[[{&*|>!%@`]/.test(first) || from >= to) return undefined;
  if (first === '"' || first === "'") {
    const end = line.indexOf(first, from + 1) + 1;
    const at = blanks(line, end);
    return end > 0 && line[at] === ':' ? at : undefined;
  }
  for (let at = from; at < to; at += 1) {
    if (line[at] === ':' && /^$|\s/.test(line[at + 1] ?? '')) return at;
  }
  return undefined;
}

/** Without the quotes around it. */
export function unquoted(word: string): string {
  return /^(["']).*\1$/.test(word) && word.length > 1 ? word.slice(1, -1) : word;
}
