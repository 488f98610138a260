import type { Stat } from '../../kernel/files';
import { readAccounts, readGroups } from '../text/accounts';
import { modeText } from '../text/modes';
import { globPattern } from '../text/patterns';
import { Fail, type Call, type Tools } from './tool';

type Found = {
  readonly name: string;
  readonly path: string;
  readonly stat: Stat;
  readonly depth: number;
  pruned: boolean;
};
type Check = (found: Found) => Promise<boolean>;
type Plan = {
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

/** Reads find's expression. */
class Reader {
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
    const sync =
      (test: (found: Found) => boolean): Check =>
      (found) =>
        Promise.resolve(test(found));
    const base = ({ path, name }: Found): string => path.replace(/^.*\//, '') || name;
    switch (word) {
      case '-name':
      case '-iname': {
        const pattern = globPattern(this.#next(word), word === '-iname' ? 'i' : '');
        return sync((found) => pattern.test(base(found)));
      }
      case '-path':
      case '-wholename':
      case '-ipath': {
        const pattern = globPattern(this.#next(word), word === '-ipath' ? 'i' : '');
        return sync(({ name }) => pattern.test(name));
      }
      case '-type': {
        const kinds = this.#next(word)
          .split(',')
          .map((letter) => letterKinds[letter]);
        return sync(({ stat }) => kinds.includes(stat.kind));
      }
      case '-size': {
        const [, number = '', unit = 'b'] = /^([-+]?\d+)([cwbkMG]?)$/.exec(this.#next(word)) ?? [];
        return sync(({ stat }) => compare(number, Math.ceil(stat.size / (sizeUnits[unit || 'b'] ?? 512))));
      }
      case '-perm': {
        const text = this.#next(word);
        const mode = parseInt(text.replace(/^[-/+]/, ''), 8);
        return sync(({ stat }) =>
          text.startsWith('-')
            ? (stat.mode & mode) === mode
            : /^[/+]/.test(text)
              ? (stat.mode & mode) !== 0
              : stat.mode === mode,
        );
      }
      case '-empty':
        return async ({ stat, path }) =>
          stat.kind === 'directory'
            ? (await this.call.files.list(path)).length === 0
            : stat.kind === 'file' && stat.size === 0;
      default:
        return this.#timeOrLimit(word, sync);
    }
  }

  #timeOrLimit(word: string, sync: (test: (found: Found) => boolean) => Check): Check | undefined {
    const age = ({ stat }: Found, unit: number): number => Math.floor((this.call.self.clock.now() - stat.mtime) / unit);
    switch (word) {
      case '-mtime':
      case '-mmin': {
        const text = this.#next(word);
        return sync((found) => compare(text, age(found, word === '-mmin' ? 60_000 : 86_400_000)));
      }
      case '-maxdepth':
        this.max = Number(this.#next(word));
        return sync(() => true);
      case '-mindepth':
        this.min = Number(this.#next(word));
        return sync(() => true);
      case '-depth':
      case '-xdev':
      case '-mount':
      case '-follow':
        this.depthFirst ||= word === '-depth';
        return sync(() => true);
      case '-true':
        return sync(() => true);
      case '-prune':
        return sync((found) => (found.pruned = true));
      default:
        return undefined;
    }
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

async function visit(call: Call, plan: Plan, name: string, path: string, depth: number): Promise<void> {
  const stat = await call.attempt(call.says(name, `'${name}'`), () => call.files.lstat(path));
  if (!stat) return;
  const found: Found = { name, path, stat, depth, pruned: false };
  const check = async (): Promise<void> => {
    if (depth < plan.min || !(await plan.check(found)) || plan.acts) return;
    await call.print(`${name}\n`);
  };
  if (!plan.depthFirst) await check();
  if (stat.kind === 'directory' && depth < plan.max && !found.pruned) {
    const names = await call.attempt(call.says(name, `'${name}'`), () => call.files.list(path));
    for (const child of names ?? [])
      await visit(call, plan, `${name.replace(/\/$/, '')}/${child}`, `${path === '/' ? '' : path}/${child}`, depth + 1);
  }
  if (plan.depthFirst) await check();
}

async function find(call: Call): Promise<undefined> {
  const args = call.args.filter((word) => word !== '-L' && word !== '-H' && word !== '-P');
  const first = args.findIndex((word) => /^[-!(]/.test(word));
  const tops = first === -1 ? args : args.slice(0, first);
  const reader = new Reader(call, first === -1 ? [] : args.slice(first));
  const plan = await reader.plan();
  for (const top of tops.length > 0 ? tops : ['.']) await visit(call, plan, top, call.path(top), 0);
  for (const { words, names } of reader.gathered)
    if (names.length > 0 && (await reader.run([...words, ...names])) !== 0) call.status = 1;
  return undefined;
}

export const findTools: Tools = { find };
