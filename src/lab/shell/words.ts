import { ShellSyntaxError, type Word, type WordPart } from './ast';
import {
  type Cursor,
  deeper,
  nameStart,
  Parts,
  peek,
  type Readers,
  readName,
  special,
  take,
  unterminated,
} from './cursor';
import { readBraces } from './parameters';

const metacharacters = new Set(' \t\n;&|<>()');

/** Reads one word; empty when none begins here. */
export function readWord(cursor: Cursor, readers: Readers): Word {
  const parts = new Parts();
  while (cursor.at < cursor.text.length && !metacharacters.has(peek(cursor))) readUnquoted(cursor, readers, parts);
  return parts.list;
}

function readUnquoted(cursor: Cursor, readers: Readers, parts: Parts): void {
  const character = peek(cursor);
  if (character === '\\') readEscape(cursor, parts);
  else if (character === "'") readSingle(cursor, parts);
  else if (character === '"') {
    take(cursor);
    readDouble(cursor, readers, parts, '"');
  } else if (character === '`') parts.list.push(readBackticks(cursor, readers, false));
  else if (character === '$') readDollar(cursor, readers, parts, false);
  else parts.text(take(cursor), false);
}

function readEscape(cursor: Cursor, parts: Parts): void {
  take(cursor);
  const next = take(cursor);
  if (next === '') parts.text('\\', true);
  else if (next !== '\n') parts.text(next, true);
}

function readSingle(cursor: Cursor, parts: Parts): void {
  take(cursor);
  let text = '';
  for (;;) {
    if (cursor.at >= cursor.text.length) throw unterminated(cursor);
    const character = take(cursor);
    if (character === "'") break;
    text += character;
  }
  parts.text(text, true);
}

/** Reads to the closing character, or to the end when that is empty (here-documents). */
function readDouble(cursor: Cursor, readers: Readers, parts: Parts, close: '"' | ''): void {
  parts.text('', true);
  for (;;) {
    if (cursor.at >= cursor.text.length) {
      if (close === '') return;
      throw unterminated(cursor);
    }
    const character = peek(cursor);
    if (character === close) {
      take(cursor);
      return;
    }
    if (character === '\\') readDoubleEscape(cursor, parts, close);
    else if (character === '`') parts.list.push(readBackticks(cursor, readers, true));
    else if (character === '$') readDollar(cursor, readers, parts, true);
    else parts.text(take(cursor), true);
  }
}

function readDoubleEscape(cursor: Cursor, parts: Parts, close: string): void {
  take(cursor);
  const next = peek(cursor);
  if (next === '\n') take(cursor);
  else if (next !== '' && ('$`\\'.includes(next) || next === close)) parts.text(take(cursor), true);
  else parts.text('\\', true);
}

/** The content of a here-document whose word was not quoted: expanded, quotes mean nothing. */
export function readHere(text: string, readers: Readers, line: number, depth: number): Word {
  const parts = new Parts();
  readDouble({ text, at: 0, line, depth: deeper({ depth, line }) }, readers, parts, '');
  return parts.list;
}

function readBackticks(cursor: Cursor, readers: Readers, quoted: boolean): WordPart {
  take(cursor);
  let text = '';
  for (;;) {
    if (cursor.at >= cursor.text.length) {
      throw new ShellSyntaxError('end of file', '"`"', cursor.line, true, 'EOF in backquote substitution');
    }
    const character = take(cursor);
    if (character === '`') break;
    if (character === '\\' && '$`\\'.includes(peek(cursor) || ' ')) text += take(cursor);
    else text += character;
  }
  return { kind: 'command', body: readers.text(text, deeper(cursor)), quoted };
}

function readDollar(cursor: Cursor, readers: Readers, parts: Parts, quoted: boolean): void {
  take(cursor);
  const next = peek(cursor);
  if (next === '(') parts.list.push(readParenthesis(cursor, readers, quoted));
  else if (next === '{')
    parts.list.push(readBraces(cursor, quoted, (inner, stops) => readOperand(inner, readers, quoted, stops)));
  else if (nameStart.test(next)) parts.list.push({ kind: 'parameter', name: readName(cursor), quoted });
  else if (/\d/.test(next) || (next !== '' && special.includes(next))) {
    parts.list.push({ kind: 'parameter', name: take(cursor), quoted });
  } else if (next === "'" && !quoted) readAnsi(cursor, parts);
  else parts.text('$', true);
}

const ansi: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  v: '\v',
};

/** `$'…'`, whose backslashes mean what they mean in C. */
function readAnsi(cursor: Cursor, parts: Parts): void {
  take(cursor);
  let text = '';
  for (;;) {
    if (cursor.at >= cursor.text.length) throw unterminated(cursor);
    const character = take(cursor);
    if (character === "'") break;
    if (character !== '\\') text += character;
    else {
      const next = take(cursor);
      text += ansi[next] ?? next;
    }
  }
  parts.text(text, true);
}

function readParenthesis(cursor: Cursor, readers: Readers, quoted: boolean): WordPart {
  if (peek(cursor, 1) === '(') {
    const end = arithmeticEnd(cursor);
    if (end === 'open') throw new ShellSyntaxError('end of file', undefined, cursor.line, true, "missing '))'");
    if (end !== undefined) {
      const inner = cursor.text.slice(cursor.at + 2, end);
      const expression = readHere(inner, readers, cursor.line, cursor.depth);
      while (cursor.at < end + 2) take(cursor);
      return { kind: 'arithmetic', expression, quoted };
    }
  }
  take(cursor);
  const inner: Cursor = { text: cursor.text, at: cursor.at, line: cursor.line, depth: deeper(cursor) };
  const body = readers.commands(inner);
  cursor.at = inner.at;
  cursor.line = inner.line;
  return { kind: 'command', body, quoted };
}

/** Where the `))` of `$((` stands; undefined when it is a command substitution that begins with a subshell. */
function arithmeticEnd(cursor: Cursor): number | 'open' | undefined {
  let open = 0;
  for (let at = cursor.at + 2; at < cursor.text.length; at += 1) {
    const character = cursor.text[at];
    if (character === '(') open += 1;
    else if (character === ')') {
      if (open === 0) return cursor.text[at + 1] === ')' ? at : undefined;
      open -= 1;
    }
  }
  return 'open';
}

/** The word inside `${name-word}`: to a closing brace; blanks belong to it. */
function readOperand(cursor: Cursor, readers: Readers, quoted: boolean, stops: string): Word {
  const parts = new Parts();
  while (cursor.at < cursor.text.length && !stops.includes(peek(cursor))) {
    if (quoted && peek(cursor) === "'") parts.text(take(cursor), true);
    else if (quoted && peek(cursor) === '\\') {
      take(cursor);
      parts.text(take(cursor), true);
    } else if (quoted && peek(cursor) === '$') readDollar(cursor, readers, parts, true);
    else readUnquoted(cursor, readers, parts);
  }
  return parts.list;
}
