import type { Input, Output } from '../kernel/process';
import type { TerminalControl } from '../processes/terminal';
import { unread } from '../processes/streams';

/** What the person did: a line; ^C; ^D on an empty line, or the end of the input. */
export type Entered =
  { readonly kind: 'line'; readonly text: string } | { readonly kind: 'interrupt' } | { readonly kind: 'end' };

/** The names that a beginning can become, for the tab key. */
export type Complete = (text: string) => Promise<readonly string[]>;

const mostHistory = 500;

/** Reads lines from a terminal with the usual keys: arrows, Home, End, ^A ^E ^U ^K ^W ^L, history, completion. */
export class LineEditor {
  readonly history: string[] = [];

  constructor(
    readonly input: Input,
    readonly output: Output,
    readonly terminal: TerminalControl,
    readonly complete: Complete,
  ) {}

  async readLine(prompt: string): Promise<Entered> {
    this.terminal.setMode('raw');
    await this.output.write(prompt);
    const line = new Line(this.output, prompt, this.history, this.complete);
    try {
      for (;;) {
        const chunk = await this.input.read();
        if (chunk === undefined) return { kind: 'end' };
        const keys = splitKeys(chunk.toString('utf8'));
        for (const [index, key] of keys.entries()) {
          const entered = await line.press(key);
          if (!entered) continue;
          unread(this.input, Buffer.from(keys.slice(index + 1).join('')));
          if (entered.kind === 'line') this.#remember(entered.text);
          return entered;
        }
      }
    } finally {
      this.terminal.setMode('line');
    }
  }

  #remember(text: string): void {
    if (text.trim() === '' || this.history.at(-1) === text) return;
    this.history.push(text);
    if (this.history.length > mostHistory) this.history.shift();
  }
}

/** Single keys; an escape sequence is one. */
const splitKeys = (text: string): readonly string[] => text.match(/\x1b(?:\[[0-9;]*[A-Za-z~]|O[A-Za-z])?|[^]/gu) ?? [];

/** The line that is being typed. */
class Line {
  #characters: string[] = [];
  #cursor = 0;
  #place: number;
  #draft = '';

  constructor(
    readonly output: Output,
    readonly prompt: string,
    readonly history: readonly string[],
    readonly complete: Complete,
  ) {
    this.#place = history.length;
  }

  async press(key: string): Promise<Entered | undefined> {
    if (key === '\r' || key === '\n') {
      await this.output.write('\n');
      return { kind: 'line', text: this.#characters.join('') };
    }
    if (key === '\x03') {
      await this.output.write('^C\n');
      return { kind: 'interrupt' };
    }
    if (key === '\x04' && this.#characters.length === 0) return { kind: 'end' };
    const action = this.#actions.get(key);
    if (action) await action();
    else if (key >= ' ' && key !== '\x7f' && !key.startsWith('\x1b')) await this.#insert(key);
    return undefined;
  }

  readonly #actions: ReadonlyMap<string, () => Promise<void>> = new Map<string, () => Promise<void>>([
    ['\x7f', () => this.#remove(this.#cursor - 1)],
    ['\b', () => this.#remove(this.#cursor - 1)],
    ['\x04', () => this.#remove(this.#cursor)],
    ['\x1b[3~', () => this.#remove(this.#cursor)],
    ['\x1b[D', () => this.#move(this.#cursor - 1)],
    ['\x02', () => this.#move(this.#cursor - 1)],
    ['\x1b[C', () => this.#move(this.#cursor + 1)],
    ['\x06', () => this.#move(this.#cursor + 1)],
    ['\x01', () => this.#move(0)],
    ['\x1b[H', () => this.#move(0)],
    ['\x1b[1~', () => this.#move(0)],
    ['\x05', () => this.#move(this.#characters.length)],
    ['\x1b[F', () => this.#move(this.#characters.length)],
    ['\x1b[4~', () => this.#move(this.#characters.length)],
    ['\x15', () => this.#replace(this.#characters.slice(this.#cursor), 0)],
    ['\x0b', () => this.#replace(this.#characters.slice(0, this.#cursor), this.#cursor)],
    ['\x17', () => this.#removeWord()],
    ['\x0c', () => this.#clear()],
    ['\x1b[A', () => this.#recall(-1)],
    ['\x10', () => this.#recall(-1)],
    ['\x1b[B', () => this.#recall(1)],
    ['\x0e', () => this.#recall(1)],
    ['\t', () => this.#tab()],
  ]);

  async #insert(text: string): Promise<void> {
    const characters = Array.from(text);
    if (this.#cursor === this.#characters.length) {
      this.#characters.push(...characters);
      this.#cursor += characters.length;
      await this.output.write(text);
      return;
    }
    const next = [...this.#characters.slice(0, this.#cursor), ...characters, ...this.#characters.slice(this.#cursor)];
    await this.#replace(next, this.#cursor + characters.length);
  }

  async #remove(at: number): Promise<void> {
    if (at < 0 || at >= this.#characters.length) return;
    if (at === this.#characters.length - 1 && at === this.#cursor - 1) {
      this.#characters.pop();
      this.#cursor -= 1;
      await this.output.write('\b \b');
      return;
    }
    await this.#replace(this.#characters.toSpliced(at, 1), at);
  }

  async #removeWord(): Promise<void> {
    const before = this.#characters.slice(0, this.#cursor).join('');
    const beginning = Array.from(before.replace(/\S*\s*$/u, ''));
    await this.#replace([...beginning, ...this.#characters.slice(this.#cursor)], beginning.length);
  }

  async #move(to: number): Promise<void> {
    const target = Math.min(Math.max(0, to), this.#characters.length);
    if (target < this.#cursor) await this.output.write('\b'.repeat(this.#cursor - target));
    else await this.output.write(this.#characters.slice(this.#cursor, target).join(''));
    this.#cursor = target;
  }

  async #replace(characters: readonly string[], cursor: number): Promise<void> {
    const start = '\b'.repeat(this.#cursor);
    const back = '\b'.repeat(characters.length - cursor);
    await this.output.write(`${start}\u001b[J${characters.join('')}${back}`);
    this.#characters = [...characters];
    this.#cursor = cursor;
  }

  async #clear(): Promise<void> {
    const back = '\b'.repeat(this.#characters.length - this.#cursor);
    await this.output.write(`\u001b[H\u001b[J${this.prompt}${this.#characters.join('')}${back}`);
  }

  async #recall(step: number): Promise<void> {
    const place = this.#place + step;
    if (place < 0 || place > this.history.length) return;
    if (this.#place === this.history.length) this.#draft = this.#characters.join('');
    this.#place = place;
    const text = Array.from(this.history[place] ?? this.#draft);
    await this.#replace(text, text.length);
  }

  async #tab(): Promise<void> {
    const before = this.#characters.slice(0, this.#cursor).join('');
    const found = await this.complete(before);
    const typed = before.slice(before.search(/[^\s/]*$/));
    const [first] = found;
    if (first === undefined) return;
    if (found.length === 1) return this.#insert(first.slice(typed.length) + (first.endsWith('/') ? '' : ' '));
    const shared = found.reduce((common, name) => commonStart(common, name));
    if (shared.length > typed.length) return this.#insert(shared.slice(typed.length));
    const back = '\b'.repeat(this.#characters.length - this.#cursor);
    await this.output.write(`\n${found.join('  ')}\n${this.prompt}${this.#characters.join('')}${back}`);
  }
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}
