import type { ParameterOperation, Word, WordPart } from './ast';
import { ArithmeticError, calculate } from './arithmetic';
import { glob } from './glob';
import { cut, isPattern, literally, replaceMatch, unescaped } from './pattern';
import { type Shell, ShellError } from './state';
import type { Item } from './ast';

/** Runs the commands of `$( )` and gives what they print. */
export type Substitute = (shell: Shell, body: readonly Item[]) => Promise<string>;

type Alternative = Extract<ParameterOperation, { kind: 'default' | 'alternative' }>;

/** The separators that count as one however many they are. */
export const blanksOf = (separators: string): string => separators.replace(/[^ \t\n]/g, '');

/** Fields while they are made; special characters that are not to match anything are escaped in `pattern`. */
class Fields {
  readonly done: { pattern: string; quoted: boolean }[] = [];
  #current: { pattern: string; quoted: boolean } | undefined;

  add(pattern: string, quoted: boolean): void {
    this.#current ??= { pattern: '', quoted: false };
    this.#current.pattern += pattern;
    this.#current.quoted ||= quoted;
  }

  /** Ends the current field, if there is one. */
  break(): void {
    if (this.#current) this.done.push(this.#current);
    this.#current = undefined;
  }

  /** Splits at the characters of IFS. */
  split(text: string, separators: string): void {
    const blanks = blanksOf(separators);
    let pendingBlank = false;
    for (const character of text) {
      if (blanks.includes(character)) pendingBlank = true;
      else if (separators.includes(character)) {
        if (!this.#current) this.add('', false);
        this.break();
        pendingBlank = false;
      } else {
        if (pendingBlank) this.break();
        pendingBlank = false;
        this.add(character === '\\' ? '\\\\' : character, false);
      }
    }
    if (pendingBlank) this.break();
  }
}

/** Expands words for one shell. */
export class Expansion {
  constructor(
    readonly shell: Shell,
    readonly substitute: Substitute,
  ) {}

  /** The fields that words become: expanded, split, globbed. */
  async fields(words: readonly Word[]): Promise<readonly string[]> {
    const result: string[] = [];
    for (const word of words) {
      const [first] = word;
      if (word.length === 1 && first?.kind === 'text' && first.quoted) {
        result.push(first.text);
        continue;
      }
      const fields = new Fields();
      await this.#parts(word, fields);
      fields.break();
      for (const { pattern } of fields.done) result.push(...(await this.#glob(pattern)));
    }
    return result;
  }

  /** One string: neither split nor globbed (assignments, `case`, redirections). */
  async text(word: Word): Promise<string> {
    return unescaped(await this.pattern(word));
  }

  /** One pattern: what is quoted matches only itself. */
  async pattern(word: Word): Promise<string> {
    let pattern = '';
    for (const [index, part] of word.entries()) {
      if (part.kind === 'text') {
        pattern += part.quoted ? literally(part.text) : this.#tilde(part.text, index === 0);
        continue;
      }
      const value = await this.#joined(part);
      pattern += part.quoted ? literally(value) : value.replaceAll('\\', '\\\\');
    }
    return pattern;
  }

  async #joined(part: Exclude<WordPart, { kind: 'text' }>): Promise<string> {
    const values = await this.#values(part);
    const ifs = this.shell.get('IFS') ?? ' \t\n';
    return values.join(part.kind === 'parameter' && part.name === '*' ? (ifs[0] ?? '') : ' ');
  }

  async #glob(pattern: string): Promise<readonly string[]> {
    if (this.shell.options.has('f') || !isPattern(pattern)) return [unescaped(pattern)];
    const found = await glob(this.shell.self, pattern);
    return found.length > 0 ? found : [unescaped(pattern)];
  }

  async #parts(word: Word, fields: Fields): Promise<void> {
    for (const [index, part] of word.entries()) {
      if (part.kind === 'text') {
        fields.add(part.quoted ? literally(part.text) : this.#tilde(part.text, index === 0), part.quoted);
      } else if (part.kind === 'parameter' && isAlternative(part.operation) && !part.quoted) {
        await this.#alternative(part.name, part.operation, fields);
      } else await this.#expanded(part, fields);
    }
  }

  /** `${x-word}` unquoted: the word's own quotes count. */
  async #alternative(name: string, operation: Alternative, fields: Fields): Promise<void> {
    const isSet = this.#isSet(name, operation.colon);
    if (operation.kind === 'alternative' ? isSet : !isSet) await this.#parts(operation.word, fields);
    else if (operation.kind === 'default') await this.#expanded({ kind: 'parameter', name, quoted: false }, fields);
  }

  async #expanded(part: Exclude<WordPart, { kind: 'text' }>, fields: Fields): Promise<void> {
    const values = await this.#values(part);
    const separators = this.shell.get('IFS') ?? ' \t\n';
    const all = part.kind === 'parameter' && !part.operation ? part.name : '';
    if (part.quoted && all !== '@') {
      fields.add(literally(values.join(all === '*' ? separators.slice(0, 1) : ' ')), true);
      return;
    }
    for (const [index, value] of values.entries()) {
      if (index > 0) fields.break();
      if (part.quoted) fields.add(literally(value), true);
      else fields.split(value, separators);
    }
  }

  #tilde(text: string, first: boolean): string {
    const match = first ? /^~([a-z_][a-z0-9_-]*)?(?=\/|$)/.exec(text) : null;
    if (!match) return text;
    const home = match[1] === undefined ? (this.shell.get('HOME') ?? this.shell.self.user.home) : undefined;
    const known = match[1] === this.shell.self.user.name ? this.shell.self.user.home : home;
    return known === undefined ? text : literally(known) + text.slice(match[0].length);
  }

  async #values(part: Exclude<WordPart, { kind: 'text' }>): Promise<readonly string[]> {
    if (part.kind === 'command') return [(await this.substitute(this.shell, part.body)).replace(/\n+$/, '')];
    if (part.kind === 'arithmetic') return [await this.arithmetic(part.expression)];
    if (part.operation) return [await this.#operated(part.name, part.operation)];
    if (part.name === '@' || part.name === '*') return this.shell.positional;
    return [this.parameter(part.name) ?? this.#unset(part.name)];
  }

  /** The value of `$(( ))`. Throws ShellError. */
  async arithmetic(expression: Word): Promise<string> {
    try {
      const text = await this.text(expression);
      const set = (name: string, value: string): void => this.shell.set(name, value);
      return calculate(text, { get: (name) => this.parameter(name), set }).toString();
    } catch (error) {
      if (error instanceof ArithmeticError) throw new ShellError(error.message);
      throw error;
    }
  }

  /** The value of a parameter, special ones included. */
  parameter(name: string): string | undefined {
    const { shell } = this;
    if (/^\d+$/.test(name)) return name === '0' ? shell.arg0 : shell.positional[Number(name) - 1];
    const specials: Readonly<Record<string, () => string | undefined>> = {
      '#': () => String(shell.positional.length),
      '?': () => String(shell.status),
      $: () => shell.get('$') ?? String(shell.self.pid),
      '!': () => shell.background?.toString() ?? (shell.options.has('u') ? undefined : ''),
      '-': () => [...shell.options].filter((option) => option.length === 1).join(''),
      '@': () => (shell.positional.length === 0 ? undefined : shell.positional.join(' ')),
      '*': () => (shell.positional.length === 0 ? undefined : shell.positional.join(' ')),
      RANDOM: () => (shell.flavor === 'dash' ? undefined : String(Math.floor(Math.random() * 32768))),
      LINENO: () => String(shell.line),
      SECONDS: () => (shell.flavor === 'bash' ? String(Math.floor(shell.self.clock.now() / 1000) % 100000) : undefined),
    };
    return shell.get(name) ?? specials[name]?.();
  }

  #unset(name: string): string {
    if (!this.shell.options.has('u')) return '';
    const bash = this.shell.flavor === 'bash';
    throw new ShellError(bash ? `${name}: unbound variable` : `${name}: parameter not set`, bash ? 127 : 2);
  }

  #isSet(name: string, colon: boolean): boolean {
    const value = this.parameter(name);
    return value !== undefined && !(colon && value === '');
  }

  async #operated(name: string, operation: ParameterOperation): Promise<string> {
    if (operation.kind === 'length') return this.#length(name);
    if (operation.kind === 'cut' || operation.kind === 'replace' || operation.kind === 'part') {
      return this.#changed(this.parameter(name) ?? this.#unset(name), operation);
    }
    const isSet = this.#isSet(name, operation.colon);
    if (operation.kind === 'alternative') return isSet ? this.text(operation.word) : '';
    return isSet ? (this.parameter(name) ?? '') : this.#missing(name, operation.kind, await this.text(operation.word));
  }

  #missing(name: string, kind: 'default' | 'assign' | 'error', text: string): string {
    if (kind === 'default') return text;
    if (kind === 'assign') {
      if (!/^[A-Za-z_]/.test(name)) throw new ShellError(`${name}: bad variable name`);
      this.shell.set(name, text);
      return text;
    }
    const unset = this.shell.flavor === 'bash' ? 'parameter null or not set' : 'parameter not set';
    throw new ShellError(`${name}: ${text === '' ? unset : text}`);
  }

  #length(name: string): string {
    if (name === '@' || name === '*') return String(this.shell.positional.length);
    return String(Array.from(this.parameter(name) ?? this.#unset(name)).length);
  }

  async #changed(
    value: string,
    operation: Extract<ParameterOperation, { kind: 'cut' | 'replace' | 'part' }>,
  ): Promise<string> {
    if (operation.kind === 'cut')
      return cut(value, await this.pattern(operation.word), operation.end, operation.longest);
    if (operation.kind === 'replace') {
      const by = await this.text(operation.word);
      return replaceMatch(value, await this.pattern(operation.pattern), by, operation.all);
    }
    const offset = Number(await this.arithmetic(operation.offset));
    const length = operation.length && Number(await this.arithmetic(operation.length));
    const start = offset < 0 ? Math.max(0, value.length + offset) : offset;
    if (length === undefined) return value.slice(start);
    return length < 0 ? value.slice(start, length) : value.slice(start, start + length);
  }
}

const isAlternative = (operation: ParameterOperation | undefined): operation is Alternative =>
  operation?.kind === 'default' || operation?.kind === 'alternative';
