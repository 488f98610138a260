import { type ParameterOperation, ShellSyntaxError, type Word, type WordPart } from './ast';
import { type Cursor, deeper, nameStart, peek, readName, special, take } from './cursor';

/** Reads a word that ends before one of some characters. */
export type ReadOperand = (cursor: Cursor, stops: string) => Word;

const unclosed = (cursor: Cursor): ShellSyntaxError =>
  new ShellSyntaxError('end of file', '"}"', cursor.line, true, "missing '}'");

const badSubstitution = (cursor: Cursor): ShellSyntaxError =>
  new ShellSyntaxError('word', undefined, cursor.line, false, 'bad substitution');

/** Reads `{…}` of `${…}`. */
export function readBraces(cursor: Cursor, quoted: boolean, operand: ReadOperand): WordPart {
  take(cursor);
  const length = peek(cursor) === '#' && /[A-Za-z_0-9@*?!$#-]/.test(peek(cursor, 1)) && peek(cursor, 1) !== '}';
  if (length && !(peek(cursor, 1) === '-' && peek(cursor, 2) !== '}')) {
    take(cursor);
    const name = readParameterName(cursor);
    if (take(cursor) !== '}') throw badSubstitution(cursor);
    return { kind: 'parameter', name, operation: { kind: 'length' }, quoted };
  }
  const name = readParameterName(cursor);
  if (peek(cursor) === '}') {
    take(cursor);
    return { kind: 'parameter', name, quoted };
  }
  const operation = readOperation(deeper(cursor), cursor, operand);
  return { kind: 'parameter', name, operation, quoted };
}

function readParameterName(cursor: Cursor): string {
  if (nameStart.test(peek(cursor))) return readName(cursor);
  if (/\d/.test(peek(cursor))) {
    let digits = '';
    while (/\d/.test(peek(cursor))) digits += take(cursor);
    return digits;
  }
  if (peek(cursor) !== '' && special.includes(peek(cursor))) return take(cursor);
  if (cursor.at >= cursor.text.length) throw unclosed(cursor);
  throw badSubstitution(cursor);
}

const defaults = { '-': 'default', '=': 'assign', '?': 'error', '+': 'alternative' } as const;

function readOperation(depth: number, cursor: Cursor, operand: ReadOperand): ParameterOperation {
  const word = (stops: string): Word => {
    const inner: Cursor = { text: cursor.text, at: cursor.at, line: cursor.line, depth };
    const result = operand(inner, stops);
    cursor.at = inner.at;
    cursor.line = inner.line;
    return result;
  };
  const colon = peek(cursor) === ':';
  if (colon) take(cursor);
  const operator = peek(cursor);
  if (operator === '-' || operator === '=' || operator === '?' || operator === '+') {
    take(cursor);
    return { kind: defaults[operator], colon, word: closing(cursor, word('}')) };
  }
  if (colon) return readPart(cursor, word);
  if (operator === '%' || operator === '#') return readCut(cursor, operator, word);
  if (operator === '/') return readReplace(cursor, word);
  if (cursor.at >= cursor.text.length) throw unclosed(cursor);
  throw badSubstitution(cursor);
}

function closing(cursor: Cursor, word: Word): Word {
  if (take(cursor) !== '}') throw unclosed(cursor);
  return word;
}

function readCut(cursor: Cursor, operator: '%' | '#', word: (stops: string) => Word): ParameterOperation {
  take(cursor);
  const longest = peek(cursor) === operator;
  if (longest) take(cursor);
  const end = operator === '%' ? 'suffix' : 'prefix';
  return { kind: 'cut', end, longest, word: closing(cursor, word('}')) };
}

function readReplace(cursor: Cursor, word: (stops: string) => Word): ParameterOperation {
  take(cursor);
  const all = peek(cursor) === '/';
  if (all) take(cursor);
  const pattern = word('/}');
  if (peek(cursor) !== '/') return { kind: 'replace', all, pattern, word: closing(cursor, []) };
  take(cursor);
  return { kind: 'replace', all, pattern, word: closing(cursor, word('}')) };
}

function readPart(cursor: Cursor, word: (stops: string) => Word): ParameterOperation {
  const offset = word(':}');
  if (peek(cursor) !== ':') {
    closing(cursor, []);
    return { kind: 'part', offset };
  }
  take(cursor);
  return { kind: 'part', offset, length: closing(cursor, word('}')) };
}
