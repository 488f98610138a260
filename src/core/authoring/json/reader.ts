import type { Token } from '../../lint/json/tokens';

/** A bracket that is open, or was: the steps that lead to it, and the single values of a table. */
export type Bracket = {
  readonly sign: '{' | '[';
  readonly path: readonly string[];
  /** By key; "" for what is no single value. */
  readonly values: ReadonlyMap<string, string>;
  /** What comes next, and the key behind which it is. */
  readonly awaits: 'key' | 'colon' | 'value' | 'comma';
  readonly key: string;
};

type Frame = { -readonly [Field in keyof Bracket]: Bracket[Field] } & { readonly values: Map<string, string> };

/** Is told what a text holds, with the places of it. */
export type Heard = {
  readonly table?: (path: readonly string[], at: number) => void;
  readonly value?: (path: readonly string[], value: string) => void;
};

const closing = { '{': '}', '[': ']' } as const;

/** Reads JSON word by word, also while commas, colons and brackets are missing; never throws. */
export class JsonReader {
  readonly #open: Frame[] = [];

  /** @param prefix the steps that lead to the text */
  constructor(
    readonly heard: Heard = {},
    readonly prefix: readonly string[] = [],
  ) {}

  /** The brackets that are open, the outermost first; they are filled while the reader goes on. */
  get open(): readonly Bracket[] {
    return this.#open;
  }

  take(token: Token): void {
    const frame = this.#open.at(-1);
    if (token.type === '{' || token.type === '[') this.#bracket(token.type, frame, token.span.start);
    else if (token.type === '}' || token.type === ']') this.#close(token.type);
    else if (frame === undefined) return;
    else if (token.type === ',') frame.awaits = frame.sign === '{' ? 'key' : 'value';
    else if (token.type === ':') colon(frame);
    else if ('value' in token) this.#word(frame, token.value);
    else if ('text' in token) this.#word(frame, token.text);
  }

  #bracket(sign: Frame['sign'], around: Frame | undefined, at: number): void {
    const path = around === undefined ? this.prefix : [...around.path, stepOf(around)];
    if (around !== undefined) around.awaits = 'comma';
    this.#open.push({ sign, path, values: new Map(), awaits: sign === '{' ? 'key' : 'value', key: '' });
    if (sign === '{') this.heard.table?.(path, at);
  }

  #close(sign: '}' | ']'): void {
    const last = this.#open.findLastIndex((one) => closing[one.sign] === sign);
    if (last !== -1) this.#open.splice(last);
  }

  #word(frame: Frame, word: string): void {
    const isKey = frame.sign === '{' && frame.awaits !== 'value';
    if (isKey) {
      frame.key = word;
      frame.awaits = 'colon';
      return;
    }
    frame.values.set(frame.key, word);
    frame.awaits = 'comma';
    this.heard.value?.([...frame.path, stepOf(frame)], word);
  }
}

const stepOf = ({ sign, key }: Frame): string => (sign === '[' ? '-' : key);

function colon(frame: Frame): void {
  if (frame.sign !== '{') return;
  // What stood behind the key before was the next key: that one has no value yet.
  if (frame.awaits === 'comma') frame.key = frame.values.get(frame.key) ?? frame.key;
  frame.awaits = 'value';
  frame.values.set(frame.key, '');
}
