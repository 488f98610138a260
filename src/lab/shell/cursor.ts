import { type Item, ShellSyntaxError, type WordPart } from './ast';

/** Where a parser stands in its text. */
export type Cursor = { readonly text: string; at: number; line: number; readonly depth: number };

/** Reads the commands of `$( )` from the cursor to the closing parenthesis, which it takes. */
export type ReadCommands = (cursor: Cursor) => readonly Item[];
/** Reads a whole text (of backticks). */
export type ReadText = (text: string, depth: number) => readonly Item[];
export type Readers = { readonly commands: ReadCommands; readonly text: ReadText };

/** How deep expansions and commands may be nested in each other. */
export const deepest = 60;

/** A quote that nobody closed. */
export const unterminated = (cursor: Cursor): ShellSyntaxError =>
  new ShellSyntaxError('end of file', undefined, cursor.line, true, 'unterminated quoted string');

/** The character that comes next, or later; empty at the end. */
export const peek = (cursor: Cursor, ahead = 0): string => cursor.text[cursor.at + ahead] ?? '';

/** Takes the next character; empty at the end. */
export function take(cursor: Cursor): string {
  const character = cursor.text[cursor.at] ?? '';
  cursor.at += 1;
  if (character === '\n') cursor.line += 1;
  return character;
}

/** Collects parts; joins neighbouring texts of one kind. */
export class Parts {
  readonly list: WordPart[] = [];

  text(text: string, quoted: boolean): void {
    const last = this.list.at(-1);
    if (last?.kind === 'text' && last.quoted === quoted) {
      this.list[this.list.length - 1] = { kind: 'text', text: last.text + text, quoted };
    } else this.list.push({ kind: 'text', text, quoted });
  }
}

/** One level further down; throws when that is too deep. */
export function deeper(cursor: { readonly depth: number; readonly line: number }): number {
  if (cursor.depth >= deepest) {
    throw new ShellSyntaxError('word', undefined, cursor.line, false, 'too many levels of nesting');
  }
  return cursor.depth + 1;
}

/** What a variable's name begins with. */
export const nameStart = /[A-Za-z_]/;
const nameCharacter = /[A-Za-z_0-9]/;
/** The names of special parameters. */
export const special = '@*#?-$!';

/** Reads a variable's name. */
export function readName(cursor: Cursor): string {
  let name = '';
  while (nameCharacter.test(peek(cursor))) name += take(cursor);
  return name;
}
