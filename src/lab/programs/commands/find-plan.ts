import type { Stat } from '../../kernel/files';
import { readAccounts, readGroups } from '../text/accounts';
import { modeText } from '../text/modes';
import { globPattern } from '../text/patterns';
import { Fail, type Call } from './tool';

/** A file that find has come to. */
export type Found = {
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
  readonly depth: number;
  pruned: boolean;
};
type Check = (found: Found) => Promise<boolean>;
/** What find does with each file, and where it looks. */
export type Plan = {
  readonly check: Check;
  readonly acts: boolean;
  readonly min: number;
  readonly max: number;
  readonly depthFirst: boolean;
};

const letterKinds: Readonly<Record<string, Stat['kind']>> = { f: 'file', d: 'directory', l: 'symlink', c: 'device' };

const sizeUnits: Readonly<Record<string, number>> = { c: 1, w: 2, b: 512, k: 1024, M: 2 ** 20, G: 2 ** 30 };

/** `+n`, `-n` and `n` of find's numeric tests. */
const compare = (text: string, value: number): boolean => {
  const number = Number(text.replace(/^[-+]/, ''));
  if (text.startsWith('+')) return value > number;
  return text.startsWith('-') ? value < number : value === number;
};

type Test = (word: string, call: Call) => (found: Found) => boolean;

const baseOf = ({ path, name }: Found): string => path.replace(/^.*\//, '') || name;

const byName =
  (flags: string): Test =>
  (word) => {
    const pattern = globPattern(word, flags);
    return (found) => pattern.test(baseOf(found));
  };

const byPath =
  (flags: string): Test =>
  (word) => {
    const pattern = globPattern(word, flags);
    return ({ name }) => pattern.test(name);
  };

const byAge =
  (unit: number): Test =>
  (word, call) =>
  ({ stat }) =>
    compare(word, Math.floor((call.self.clock.now() - stat.mtime) / unit));

/** The tests that take a word and need nothing but what is known of the file. */
const tests: Readonly<Record<string, Test>> = {
  '-name': byName(''),
  '-iname': byName('i'),
  '-path': byPath(''),
  '-wholename': byPath(''),
  '-ipath': byPath('i'),
  '-type': (word) => {
    const kinds = word.split(',').map((letter) => letterKinds[letter]);
    return ({ stat }) => kinds.includes(stat.kind);
  },
  '-size': (word) => {
    const [, number = '', unit = ''] = /^([-+]?\d+)([cwbkMG]?)$/.exec(word) ?? [];
    return ({ stat }) => compare(number, Math.ceil(stat.size / (sizeUnits[unit || 'b'] ?? 512)));
  },
  '-perm': (word) => {
    const mode = parseInt(word.replace(/^[-/+]/, ''), 8);
    if (word.startsWith('-')) return ({ stat }) => (stat.mode & mode) === mode;
    return /^[/+]/.test(word) ? ({ stat }) => (stat.mode & mode) !== 0 : ({ stat }) => stat.mode === mode;
  },
  '-mtime': byAge(86_400_000),
  '-mmin': byAge(60_000),
};

/** Reads find's expression; throws Fail. */
export class PlanReader {
  acts = false;
  min = 0;
  max = 1000;
  depthFirst = false;

  constructor(
    readonly call: Call,
    readonly words: readonly string[],
    private at = 0,
  ) {}

  async plan(): Promise<Plan> {
    const check = this.words.length === 0 ? () => Promise.resolve(true) : await this.#either();
    if (this.at < this.words.length) throw new Fail(`unrecognized: ${this.words[this.at] ?? ''}`);
    return { check, acts: this.acts, min: this.min, max: this.max, depthFirst: this.depthFirst };
  }

  #next(of: string): string {
    const word = this.words[this.at++];
    if (word === undefined) throw new Fail(this.call.says(`${of} requires an argument`, `missing argument to '${of}'`));
    return word;
  }

  async #either(): Promise<Check> {
    let left = await this.#both();
    while (this.words[this.at] === '-o' || this.words[this.at] === '-or') {
      this.at++;
      const [first, second] = [left, await this.#both()];
      left = async (found) => (await first(found)) || (await second(found));
    }
    return left;
  }

  async #both(): Promise<Check> {
    let left = await this.#one();
    for (
      let word = this.words[this.at];
      word !== undefined && word !== '-o' && word !== '-or' && word !== ')';
      word = this.words[this.at]
    ) {
      if (word === '-a' || word === '-and') this.at++;
      const [first, second] = [left, await this.#one()];
      left = async (found) => (await first(found)) && (await second(found));
    }
    return left;
  }

  async #one(): Promise<Check> {
    const word = this.#next('expression');
    if (word === '!' || word === '-not') {
      const inner = await this.#one();
      return async (found) => !(await inner(found));
    }
    if (word === '(') {
      const inner = await this.#either();
      if (this.words[this.at++] !== ')') throw new Fail('unbalanced parentheses');
      return inner;
    }
    return this.#test(word) ?? (await this.#ownerTest(word)) ?? this.#action(word);
  }

  #test(word: string): Check | undefined {
    const test = Object.hasOwn(tests, word) ? tests[word] : undefined;
    if (test) {
      const check = test(this.#next(word), this.call);
      return (found) => Promise.resolve(check(found));
    }
    return word === '-empty' ? (found) => this.#isEmpty(found) : this.#limit(word);
  }

  async #isEmpty({ stat, path }: Found): Promise<boolean> {
    if (stat.kind === 'directory') return (await this.call.files.list(path)).length === 0;
    return stat.kind === 'file' && stat.size === 0;
  }

  #limit(word: string): Check | undefined {
    if (word === '-prune') return (found) => Promise.resolve((found.pruned = true));
    if (word === '-maxdepth') this.max = Number(this.#next(word));
    else if (word === '-mindepth') this.min = Number(this.#next(word));
    else if (word === '-depth') this.depthFirst = true;
    else if (!['-true', '-xdev', '-mount', '-follow'].includes(word)) return undefined;
    return () => Promise.resolve(true);
  }

  async #ownerTest(word: string): Promise<Check | undefined> {
    if (word !== '-user' && word !== '-group' && word !== '-newer') return undefined;
    const name = this.#next(word);
    if (word === '-newer') {
      const { mtime } = await this.call.files.stat(this.call.path(name));
      return ({ stat }) => Promise.resolve(stat.mtime > mtime);
    }
    const id =
      word === '-user'
        ? (await readAccounts(this.call.files)).find((one) => one.name === name)?.uid
        : (await readGroups(this.call.files)).find((one) => one.name === name)?.gid;
    const wanted = id ?? Number(name);
    return ({ stat }) => Promise.resolve((word === '-user' ? stat.uid : stat.gid) === wanted);
  }

  #action(word: string): Check {
    const { call } = this;
    this.acts = true;
    switch (word) {
      case '-print':
        return ({ name }) => call.print(`${name}\n`).then(() => true);
      case '-print0':
        return ({ name }) => call.print(`${name}\0`).then(() => true);
      case '-printf': {
        const format = this.#next(word);
        return (found) => call.print(printed(format, found)).then(() => true);
      }
      case '-ls':
        return ({ name, stat }) =>
          call.print(`${modeText(stat)} ${stat.uid} ${stat.gid} ${stat.size} ${name}\n`).then(() => true);
      case '-quit':
        return () => Promise.reject(new Fail('', call.status));
      case '-delete':
        this.depthFirst = true;
        return async ({ name, path }) =>
          (await call.attempt(`${call.cannot} delete '${name}'`, () => call.files.remove(path).then(() => true))) ??
          false;
      case '-exec':
      case '-ok':
        return this.#exec();
      default:
        throw new Fail(call.says(`unrecognized: ${word}`, `unknown predicate '${word}'`));
    }
  }

  readonly gathered: { readonly words: readonly string[]; readonly names: string[] }[] = [];

  #exec(): Check {
    const end = this.words.findIndex(
      (word, at) => at >= this.at && (word === ';' || (word === '+' && this.words[at - 1] === '{}')),
    );
    if (end === -1) throw new Fail("-exec requires an argument terminated by ';' or '+'");
    const words = this.words.slice(this.at, end);
    this.at = end + 1;
    if (this.words[end] === '+') {
      const group = { words: words.slice(0, -1), names: [] as string[] };
      this.gathered.push(group);
      return ({ name }) => Promise.resolve(group.names.push(name) > 0);
    }
    return async ({ name }) => (await this.run(words.map((word) => word.replaceAll('{}', name)))) === 0;
  }

  async run(words: readonly string[]): Promise<number> {
    try {
      return (await (await this.call.self.spawn(words)).exited).code;
    } catch (error) {
      if (!(error instanceof Error && error.name === 'ExecError')) throw error;
      await this.call.complain(`${words[0] ?? ''}: No such file or directory`);
      return 127;
    }
  }
}

const printed = (format: string, { name, path, stat, depth }: Found): string =>
  format
    .replace(/%([pfsmMdyugUGlh%])/g, (_, letter: string) => {
      const values: Readonly<Record<string, string>> = {
        p: name,
        f: path.replace(/^.*\//, ''),
        s: String(stat.size),
        m: stat.mode.toString(8),
        M: modeText(stat),
        d: String(depth),
        y: stat.kind[0] ?? 'f',
        U: String(stat.uid),
        G: String(stat.gid),
        u: String(stat.uid),
        g: String(stat.gid),
        l: stat.target ?? '',
        h: name.replace(/\/[^/]*$/, ''),
      };
      return values[letter] ?? '%';
    })
    .replaceAll('\\n', '\n')
    .replaceAll('\\t', '\t');
