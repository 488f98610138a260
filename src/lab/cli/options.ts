import { Failure, sentenceOf } from './failure';
import { parseBytes, parseDuration } from './text/units';

/** One option of a command, as its table names it. */
export type Flag = {
  readonly name: string;
  readonly short: string;
  /** Empty for a switch; else the word of docker's help, such as `string`, `list` or `bytes`. */
  readonly kind: string;
  readonly help: string;
  /** Not told in the help, such as `--net`. */
  readonly hidden: boolean;
  /** The option that this is another name of, or its own name. */
  readonly means: string;
};

/**
 * Reads a table of options, one a line: `-d, --detach | what it does`, `--name string | …`; a line that starts with `~`
 * is hidden, and `~--net list = network` is another name of an option.
 */
export function flags(table: string): readonly Flag[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(flagOf);
}

function flagOf(line: string): Flag {
  const found = /^(~)?(?:-(\w), )?--([\w-]+)(?: ([\w-]+))?\s*(?:= ([\w-]+)\s*)?(?:\|\s*(.*))?$/.exec(line);
  if (!found) throw new Error(`a line of the options is wrong: ${line}`);
  const [, hidden, short = '', name = '', kind = '', means = name, help = ''] = found;
  return { name, short, kind, help, hidden: hidden !== undefined, means };
}

/** The options of one call, by the names of the table. */
export class Options {
  readonly #given = new Map<string, string[]>();

  /** Takes one more value of an option. */
  add(name: string, value: string): void {
    this.#given.set(name, [...(this.#given.get(name) ?? []), value]);
  }

  /** Was it given? */
  has(name: string): boolean {
    return this.#given.has(name);
  }

  /** The state of a switch. */
  is(name: string, usual = false): boolean {
    const value = this.#given.get(name)?.at(-1);
    return value === undefined ? usual : truths.includes(value);
  }

  /** The last value, or what it is when not given. */
  text(name: string, usual = ''): string {
    return this.#given.get(name)?.at(-1) ?? usual;
  }

  /** All values, in the order given. */
  list(name: string): readonly string[] {
    return this.#given.get(name) ?? [];
  }

  /** The value as a number, or undefined when not given. */
  number(name: string): number | undefined {
    const value = this.#given.get(name)?.at(-1);
    return value === undefined ? undefined : Number(value);
  }

  /** The value in bytes, or undefined when not given. */
  bytes(name: string): number | undefined {
    const value = this.#given.get(name)?.at(-1);
    return value === undefined ? undefined : parseBytes(value);
  }

  /** The value in nanoseconds, or undefined when not given. */
  duration(name: string): number | undefined {
    const value = this.#given.get(name)?.at(-1);
    return value === undefined ? undefined : parseDuration(value);
  }
}

const truths = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const untruths = ['0', 'f', 'F', 'FALSE', 'false', 'False'];

/** What the command line of one command says; `help` when that was asked for. */
export type Parsed = { readonly options: Options; readonly args: readonly string[]; readonly help: boolean };

/** An option that cannot be; docker shows the usage after it, and ends with 125. */
export class FlagError extends Failure {
  constructor(message: string) {
    super(message, 125);
  }
}

type State = { readonly flags: readonly Flag[]; readonly rest: string[]; readonly options: Options; help: boolean };

/** Reads options as docker does; `mixed` says whether options may come after the first argument. Throws a FlagError. */
export function parseOptions(table: readonly Flag[], words: readonly string[], mixed: boolean): Parsed {
  const state: State = { flags: table, rest: [...words], options: new Options(), help: false };
  const args: string[] = [];
  for (let word = state.rest.shift(); word !== undefined && !state.help; word = state.rest.shift()) {
    if (word === '--') {
      args.push(...state.rest);
      break;
    }
    if (word.startsWith('--')) long(state, word);
    else if (word.startsWith('-') && word !== '-') cluster(state, word);
    else {
      args.push(word);
      if (mixed) continue;
      args.push(...state.rest);
      break;
    }
  }
  return { options: state.options, args, help: state.help };
}

function long(state: State, word: string): void {
  const equals = word.indexOf('=');
  const name = word.slice(2, equals === -1 ? undefined : equals);
  const flag = state.flags.find((each) => each.name === name);
  if (!flag && name === 'help') {
    state.help = true;
    return;
  }
  if (name === '' || name.startsWith('-')) throw new FlagError(`bad flag syntax: ${word}`);
  if (!flag) throw new FlagError(`unknown flag: --${name}`);
  if (equals !== -1) set(state, flag, word.slice(equals + 1));
  else if (flag.kind === '') set(state, flag, 'true');
  else {
    const value = state.rest.shift();
    if (value === undefined) throw new FlagError(`flag needs an argument: --${name}`);
    set(state, flag, value);
  }
}

function cluster(state: State, word: string): void {
  let letters = word.slice(1);
  while (letters !== '') {
    const letter = letters.slice(0, 1);
    const after = letters.slice(1);
    const flag = state.flags.find((each) => each.short === letter);
    if (!flag && letter === 'h') {
      state.help = true;
      return;
    }
    if (!flag) throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters}`);
    if (flag.kind === '' && !after.startsWith('=')) {
      set(state, flag, 'true');
      letters = after;
      continue;
    }
    const value = after === '' ? state.rest.shift() : after.replace(/^=/, '');
    if (value === undefined) throw new FlagError(`flag needs an argument: '${letter}' in -${letters}`);
    set(state, flag, value);
    return;
  }
}

function set(state: State, flag: Flag, value: string): void {
  const told = `${flag.short ? `-${flag.short}, ` : ''}--${flag.name}`;
  try {
    checks[flag.kind]?.(value);
    if (flag.means === 'env' && value.startsWith('=')) throw new Failure(`invalid environment variable: ${value}`);
  } catch (error) {
    throw new FlagError(`invalid argument ${JSON.stringify(value)} for "${told}" flag: ${sentenceOf(error)}`);
  }
  state.options.add(flag.means, value);
}

function whole(value: string): void {
  if (!/^[+-]?\d+$/.test(value))
    throw new Failure(`strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
}

/** What a value must be, by the word of its kind. */
const checks: Readonly<Record<string, (value: string) => unknown>> = {
  '': (value) => {
    if (![...truths, ...untruths].includes(value))
      throw new Failure(`strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`);
  },
  int: whole,
  uint16: whole,
  filter: (value) => {
    if (!value.includes('=')) throw new Failure('bad format of filter (expected name=value)');
  },
  bytes: parseBytes,
  duration: parseDuration,
  decimal: (value) => {
    if (!/^\d*\.?\d+$|^\d+\.$/.test(value)) throw new Failure(`failed to parse ${value} as a rational number`);
  },
};
