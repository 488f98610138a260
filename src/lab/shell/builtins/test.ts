import type { Files, Stat } from '../../kernel/files';
import { isTerminal } from '../../processes/streams';
import type { Builtin } from '../interpreter';
import { matches } from '../pattern';
import type { Shell } from '../state';

/** What is wrong with the arguments of `test`. */
class TestError extends Error {}

const numbers: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '-eq': (a, b) => a === b,
  '-ne': (a, b) => a !== b,
  '-lt': (a, b) => a < b,
  '-le': (a, b) => a <= b,
  '-gt': (a, b) => a > b,
  '-ge': (a, b) => a >= b,
};

const strings: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  '=': (a, b) => a === b,
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

/** What `[[` makes of them. */
const patterns: Readonly<Record<string, (a: string, b: string) => boolean>> = {
  '=': (a, b) => matches(b, a),
  '==': (a, b) => matches(b, a),
  '!=': (a, b) => !matches(b, a),
  '=~': (a, b) => new RegExp(b).test(a),
};

const files: Readonly<Record<string, (stat: Stat) => boolean>> = {
  '-e': () => true,
  '-a': () => true,
  '-f': (stat) => stat.kind === 'file',
  '-d': (stat) => stat.kind === 'directory',
  '-s': (stat) => stat.size > 0,
  '-c': (stat) => stat.kind === 'device',
  '-b': () => false,
  '-p': () => false,
  '-S': () => false,
  '-u': (stat) => (stat.mode & 0o4000) !== 0,
  '-g': (stat) => (stat.mode & 0o2000) !== 0,
  '-k': (stat) => (stat.mode & 0o1000) !== 0,
};

const bits: Readonly<Record<string, number>> = { '-r': 4, '-w': 2, '-x': 1 };

function toNumber(shell: Shell, text: string): number {
  if (/^\s*[-+]?\d+\s*$/.test(text)) return Number(text);
  const texts = {
    ash: `${text}: bad number`,
    dash: `Illegal number: ${text}`,
    bash: `${text}: integer expression expected`,
  };
  throw new TestError(texts[shell.flavor]);
}

function allowed(shell: Shell, stat: Stat, bit: number): boolean {
  const { user } = shell.self;
  if (user.uid === 0) return bit !== 1 || stat.kind === 'directory' || (stat.mode & 0o111) !== 0;
  if (stat.uid === user.uid) return (stat.mode & (bit << 6)) !== 0;
  const inGroup = stat.gid === user.gid || (user.groups ?? []).includes(stat.gid);
  return (stat.mode & (inGroup ? bit << 3 : bit)) !== 0;
}

const statOf = (access: Files, path: string): Promise<Stat | undefined> => access.stat(path).catch(() => undefined);

/** Evaluates an expression of `test`. */
class Test {
  #at = 0;

  constructor(
    readonly shell: Shell,
    readonly words: readonly string[],
    /** `[[`: the right side of `=` is a pattern. */
    readonly patterns: boolean,
  ) {}

  async whole(): Promise<boolean> {
    if (this.words.length === 0) return false;
    const value = await this.#or();
    if (this.#at < this.words.length) throw new TestError(`${this.words[this.#at] ?? ''}: unknown operand`);
    return value;
  }

  async #or(): Promise<boolean> {
    let value = await this.#and();
    while (this.#take('-o') || this.#take('||')) value = (await this.#and()) || value;
    return value;
  }

  async #and(): Promise<boolean> {
    let value = await this.#not();
    while (this.#take('-a') || this.#take('&&')) value = (await this.#not()) && value;
    return value;
  }

  async #not(): Promise<boolean> {
    const more = this.words.length - this.#at;
    if (more > 1 && this.words[this.#at] === '!' && !this.#isBinary(this.words[this.#at + 1])) {
      this.#at += 1;
      return !(await this.#not());
    }
    return this.#primary();
  }

  #isBinary(word: string | undefined): boolean {
    return word !== undefined && (word in numbers || word in strings || ['-nt', '-ot', '-ef', '=~'].includes(word));
  }

  async #primary(): Promise<boolean> {
    const [first = '', second, third] = this.words.slice(this.#at);
    if (third !== undefined && this.#isBinary(second)) {
      this.#at += 3;
      return this.#compare(first, second ?? '', third);
    }
    if (first === '(' && second !== undefined) {
      this.#at += 1;
      const value = await this.#or();
      if (!this.#take(')')) throw new TestError('closing paren expected');
      return value;
    }
    if (/^-[a-zA-Z]$/.test(first) && second !== undefined) {
      this.#at += 2;
      return this.#unary(first, second);
    }
    this.#at += 1;
    return first !== '';
  }

  async #compare(left: string, operator: string, right: string): Promise<boolean> {
    const number = numbers[operator];
    if (number) return number(toNumber(this.shell, left), toNumber(this.shell, right));
    const string = (this.patterns ? patterns[operator] : undefined) ?? strings[operator];
    if (string) return string(left, right);
    const { files: access } = this.shell.self;
    const a = await statOf(access, this.shell.self.path(left));
    const b = await statOf(access, this.shell.self.path(right));
    if (operator === '-ef') return this.shell.self.path(left) === this.shell.self.path(right);
    const [newer, older] = operator === '-nt' ? [a, b] : [b, a];
    return newer !== undefined && (!older || newer.mtime > older.mtime);
  }

  async #unary(operator: string, word: string): Promise<boolean> {
    const { self } = this.shell;
    const question = this.#questions[operator];
    if (question) return question(word);
    const check = files[operator];
    const bit = bits[operator];
    if (!check && bit === undefined) throw new TestError(`${operator}: unknown operand`);
    const stat = word === '' ? undefined : await statOf(self.files, self.path(word));
    if (!stat) return false;
    return check ? check(stat) : allowed(this.shell, stat, bit ?? 0);
  }

  /** What is asked of words rather than of files that they name. */
  readonly #questions: Readonly<Record<string, (word: string) => boolean | Promise<boolean>>> = {
    '-z': (word) => word === '',
    '-n': (word) => word !== '',
    '-v': (word) => this.shell.variables.has(word),
    '-t': (word) => {
      const descriptor = this.shell.io.get(Number(word));
      const stream = word === '0' ? descriptor?.input : descriptor?.output;
      return stream !== undefined && isTerminal(stream);
    },
    '-L': (word) => this.#isLink(word),
    '-h': (word) => this.#isLink(word),
  };

  async #isLink(word: string): Promise<boolean> {
    const { self } = this.shell;
    const link = await self.files.lstat(self.path(word)).catch(() => undefined);
    return link?.kind === 'symlink';
  }

  #take(word: string): boolean {
    if (this.words[this.#at] !== word) return false;
    this.#at += 1;
    return true;
  }
}

const test: Builtin = async (shell, argv) => {
  const [name = 'test'] = argv;
  const closing = name === '[' ? ']' : name === '[[' ? ']]' : undefined;
  const words = argv.slice(1);
  if (closing !== undefined && words.pop() !== closing) {
    const bash = `missing \`${closing}'`;
    await complain(shell, name, shell.flavor === 'bash' ? bash : `missing ${closing}`);
    return 2;
  }
  try {
    return (await new Test(shell, words, name === '[[').whole()) ? 0 : 1;
  } catch (error) {
    if (error instanceof SyntaxError) return 2;
    if (!(error instanceof TestError)) throw error;
    await complain(shell, name, error.message);
    return 2;
  }
};

/** busybox's `test` says the shell's name, not its own. */
const complain = (shell: Shell, name: string, text: string): Promise<void> =>
  shell.flavor === 'ash' ? shell.complain(text) : shell.complain(text, name);

/** `test` and its other spellings. */
export const testBuiltins = { test, '[': test, '[[': test };
