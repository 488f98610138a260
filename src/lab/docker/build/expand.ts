import { BuildError } from './refusal';

/** What a name stands for; undefined when it is not set. */
export type Lookup = (name: string) => string | undefined;

type Reading = { readonly text: string; at: number; readonly lookup: Lookup; readonly escape: string };

/**
 * One word with its variables replaced and its quotes taken away, as instructions of a Dockerfile read it
 * (https://docs.docker.com/reference/dockerfile/#environment-replacement). Throws BuildError.
 */
export const expandWord = (text: string, lookup: Lookup, escape: string): string =>
  guarded(text, () => join(read({ text, at: 0, lookup, escape })));

/** The same, split at the blanks that were not quoted, the variables' own among them. */
export const expandWords = (text: string, lookup: Lookup, escape: string): readonly string[] =>
  guarded(text, () => words(read({ text, at: 0, lookup, escape })));

/** The lines of a here-document: variables are replaced, quotes stay. */
export const expandLines = (text: string, lookup: Lookup, escape: string): string =>
  guarded(text, () => {
    const reading = { text, at: 0, lookup, escape };
    let result = '';
    while (reading.at < text.length) result += double(reading, '$');
    return result;
  });

type Part = { readonly text: string; readonly quoted: boolean };

function guarded<T>(text: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    throw new BuildError(`failed to process "${text}": ${(error as Error).message}`);
  }
}

const join = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');

function words(parts: readonly Part[]): readonly string[] {
  const result: string[] = [];
  let open = false;
  const add = (text: string): void => {
    result.push(open ? (result.pop() ?? '') + text : text);
    open = true;
  };
  for (const { text, quoted } of parts) {
    if (quoted) add(text);
    else
      for (const [index, piece] of text.split(/\s+/).entries()) {
        if (index > 0) open = false;
        if (piece !== '') add(piece);
      }
  }
  return result;
}

function read(reading: Reading): Part[] {
  const parts: Part[] = [];
  while (reading.at < reading.text.length) parts.push(part(reading));
  return parts;
}

function part(reading: Reading): Part {
  const char = reading.text[reading.at] ?? '';
  if (char === "'") {
    const end = reading.text.indexOf("'", reading.at + 1);
    if (end === -1) throw new Error('unexpected end of statement while looking for matching single-quote');
    const text = reading.text.slice(reading.at + 1, end);
    reading.at = end + 1;
    return { text, quoted: true };
  }
  if (char === '"') return { text: quotedPart(reading), quoted: true };
  if (char === '$') return { text: variable(reading), quoted: false };
  reading.at += 1;
  if (char !== reading.escape) return { text: char, quoted: false };
  const escaped = reading.text[reading.at] ?? '';
  reading.at += 1;
  return { text: escaped, quoted: true };
}

function quotedPart(reading: Reading): string {
  let result = '';
  reading.at += 1;
  for (;;) {
    if (reading.at >= reading.text.length)
      throw new Error('unexpected end of statement while looking for matching double-quote');
    if (reading.text[reading.at] === '"') {
      reading.at += 1;
      return result;
    }
    result += double(reading, '"$');
  }
}

/** One character, or one variable, between double quotes; the escape is for `special` characters and itself only. */
function double(reading: Reading, special: string): string {
  const char = reading.text[reading.at] ?? '';
  if (char === '$') return variable(reading);
  reading.at += 1;
  const next = reading.text[reading.at] ?? '';
  if (char !== reading.escape || next === '' || !(special + reading.escape).includes(next)) return char;
  reading.at += 1;
  return next;
}

function variable(reading: Reading): string {
  reading.at += 1;
  if (reading.text[reading.at] === '{') return braced(reading);
  const name = /^(?:[A-Za-z_]\w*|\d|[@*#?$!-])/.exec(reading.text.slice(reading.at))?.[0];
  if (name === undefined) return '$';
  reading.at += name.length;
  return reading.lookup(name) ?? '';
}

function braced(reading: Reading): string {
  reading.at += 1;
  const name = /^(?:[A-Za-z_]\w*|\d+|[@*#?$!-])?/.exec(reading.text.slice(reading.at))?.[0] ?? '';
  reading.at += name.length;
  const next = reading.text[reading.at];
  if (name === '') throw new Error(next === undefined ? "syntax error: missing '}'" : 'syntax error: bad substitution');
  reading.at += 1;
  if (next === '}') return reading.lookup(name) ?? '';
  const colon = next === ':';
  const operator = colon ? reading.text[reading.at++] : next;
  if (operator === undefined || !'+-?'.includes(operator))
    throw new Error(`unsupported modifier (${(colon ? ':' : '') + (operator ?? '\ufffd')}) in substitution`);
  return modified(reading, name, operator, colon);
}

/** `${name:-word}` and its like; with a colon an empty value counts as none. */
function modified(reading: Reading, name: string, operator: string, colon: boolean): string {
  const value = reading.lookup(name);
  const word = untilBrace(reading);
  const isSet = value !== undefined && !(colon && value === '');
  if (operator === '+') return isSet ? word : '';
  if (isSet) return value;
  if (operator === '-') return word;
  throw new Error(`${name}: ${word === '' ? `is not allowed to be ${colon ? 'empty' : 'unset'}` : word}`);
}

function untilBrace(reading: Reading): string {
  let result = '';
  for (;;) {
    if (reading.at >= reading.text.length) throw new Error("syntax error: missing '}'");
    if (reading.text[reading.at] === '}') {
      reading.at += 1;
      return result;
    }
    result += part(reading).text;
  }
}
