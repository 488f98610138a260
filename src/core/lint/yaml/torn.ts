import type { Span } from '../rule';
import { lineStart } from './lines';
import type { Token } from './tokens';

/** A key whose colon touches its value, so that YAML sees one word: `build:.` */
export type TornKey = { readonly name: string; /** The key with its colon. */ readonly span: Span };

// Addresses and Windows paths have a colon of their own.
const torn = /^([A-Za-z_][\w.-]*):(?=[^\s:])(?!\/\/|\\)/;

/** May it be, or begin with, a torn key? Where no token may, there is none. */
export function mayBeTorn({ kind, isFirst, text }: Token): boolean {
  return kind === 'plain' && (isFirst || text.includes('\n')) && torn.test(text);
}

/**
 * The torn keys of a text that are certain from its lines alone: where only a key can stand, or where the next line
 * makes the word a key of several lines.
 * @param isKey tells the keys of the language, for places that may also be items that have lost their dash
 */
export function tornKeys(text: string, tokens: readonly Token[], isKey: (name: string) => boolean): readonly TornKey[] {
  const found: TornKey[] = [];
  const open = new OpenMappings();
  for (const [index, token] of tokens.entries()) {
    if (token.isFirst) open.dedentTo(token.column);
    const next = tokens[index + 1];
    const isKeyItself = next?.kind === 'mark' && next.text === ':';
    if (token.kind === 'plain' && open.wantsKey(token, tokens[index - 1], isKeyItself)) {
      const mayBeItem = open.isBehindDash(token.column);
      found.push(...tornIn(text, token.span).filter(({ name }) => !mayBeItem || isKey(name)));
    }
    open.take(token, isKeyItself);
  }
  return found;
}

/** In which column the last of several lines starts. */
function lastColumnOf({ text }: Token): number | undefined {
  return /\n( *)[^\n]*$/.exec(text)?.[1]?.length;
}

/** The torn keys that a scalar consists of, line by line, when it stands where only a mapping can. */
export function tornIn(text: string, { start, end }: Span): readonly TornKey[] {
  const found: TornKey[] = [];
  const column = start - lineStart(text, start);
  for (const line of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
    const indent = line.index === 0 ? column : /^ */.exec(line[0])?.[0].length;
    const words = line.index === 0 ? line[0] : line[0].trimStart();
    const name = torn.exec(words)?.[1];
    if (name === undefined || indent !== column) break;
    const at = start + line.index + line[0].length - words.length;
    found.push({ name, span: { start: at, end: at + name.length + 1 } });
  }
  return found;
}

/** The text with a blank after each torn key, and the way back from its places to those of the text. */
export function mended(text: string, keys: readonly TornKey[]): { text: string; placeOf: (offset: number) => number } {
  const ends = keys.map(({ span }) => span.end).sort((a, b) => a - b);
  const parts = [0, ...ends].map((from, index) => text.slice(from, ends[index] ?? text.length));
  const placeOf = (offset: number): number => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((ends[middle] ?? 0) + middle < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
  return { text: parts.join(' '), placeOf };
}

/** The columns of the block mappings that are open at a place. */
class OpenMappings {
  #columns: number[] = [];
  #depth = 0;
  #dash: number | undefined;

  get isFlow(): boolean {
    return this.#depth > 0;
  }

  /**
   * Can only a key stand where this word stands?
   * @param isKeyItself does a colon follow, so that the last line of the word is a key?
   */
  wantsKey(word: Token, before: Token | undefined, isKeyItself: boolean): boolean {
    if (this.isFlow) return false;
    if (!isKeyItself) return word.isFirst && this.isAt(word.column);
    return (word.isFirst || before?.text === '-') && lastColumnOf(word) === word.column;
  }

  isAt(column: number): boolean {
    return this.#columns.at(-1) === column;
  }

  /** Did the last line with a dash have it in this column? */
  isBehindDash(column: number): boolean {
    return this.#dash === column;
  }

  dedentTo(column: number): void {
    if (this.isFlow) return;
    while ((this.#columns.at(-1) ?? -1) > column) this.#columns.pop();
    if ((this.#dash ?? -1) > column) this.#dash = undefined;
  }

  take({ kind, text, column, isFirst }: Token, isKey: boolean): void {
    if (kind === 'document') this.#columns = [];
    if (kind === 'mark') this.#mark(text, column);
    else if (isKey && !this.isFlow) this.#key(column, isFirst);
  }

  #key(column: number, isFirst: boolean): void {
    if (!this.isAt(column)) this.#columns.push(column);
    if (isFirst && this.#dash === column) this.#dash = undefined;
  }

  #mark(text: string, column: number): void {
    if (text === '[' || text === '{') this.#depth += 1;
    else if (text === ']' || text === '}') this.#depth = Math.max(0, this.#depth - 1);
    else if (text === '-' && !this.isFlow) this.#dash = column;
  }
}
