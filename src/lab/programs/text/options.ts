/** The options and operands of a command line. */
export type Options = {
  readonly has: (...keys: readonly string[]) => boolean;
  readonly count: (key: string) => number;
  /** The last value that was given, else the fallback. */
  readonly value: { (key: string): string | undefined; (key: string, fallback: string): string };
  readonly values: (key: string) => readonly string[];
  /** What is no option. */
  readonly rest: readonly string[];
};

/** An option that the command does not know, or that lacks its value. */
export class OptionError extends Error {
  override readonly name = 'OptionError';

  constructor(
    /** As typed, without the dashes. */
    readonly option: string,
    readonly why: 'unknown' | 'value',
    readonly long: boolean,
  ) {
    super(option);
  }
}

type Arity = 'none' | 'value' | 'optional';

const arityOf = (colons: string): Arity => (colons === '::' ? 'optional' : colons === ':' ? 'value' : 'none');

const readShort = (spec: string): ReadonlyMap<string, Arity> =>
  new Map([...spec.matchAll(/([^:])(:{0,2})/g)].map((found) => [found[1] ?? '', arityOf(found[2] ?? '')]));

/** How options are written: `short` as getopt takes it (`ab:c::`), `long` names with the key they stand for (`t:` takes a value). */
export type OptionSpec = {
  readonly short: string;
  readonly long?: Readonly<Record<string, string>>;
  /** Operands end the options (commands that start other commands). */
  readonly stopAtOperand?: boolean;
};

/** Reads options as getopt does: clusters, attached values, `--`; throws OptionError. */
export function parseOptions(args: readonly string[], spec: OptionSpec): Options {
  const short = readShort(spec.short);
  const found = new Map<string, string[]>();
  const rest: string[] = [];
  const queue = [...args];
  const add = (key: string, value = ''): void => void found.set(key, [...(found.get(key) ?? []), value]);
  const take = (option: string, long: boolean): string => {
    const value = queue.shift();
    if (value === undefined) throw new OptionError(option, 'value', long);
    return value;
  };
  const readLong = (word: string): void => {
    const [name = '', ...after] = word.slice(2).split('=');
    const known = longKey(spec.long ?? {}, name);
    if (known === undefined) throw new OptionError(name, 'unknown', true);
    const key = known.replace(/:+$/, '');
    const arity = arityOf(known.slice(key.length));
    if (after.length > 0) add(key, after.join('='));
    else add(key, arity === 'value' ? take(name, true) : '');
  };
  const readCluster = (word: string): void => {
    for (let at = 1; at < word.length; at++) {
      const letter = word[at] ?? '';
      const arity = short.get(letter);
      if (arity === undefined) throw new OptionError(letter, 'unknown', false);
      if (arity === 'none') add(letter);
      else {
        const attached = word.slice(at + 1);
        add(letter, attached !== '' || arity === 'optional' ? attached : take(letter, false));
        return;
      }
    }
  };
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (word === '--') {
      rest.push(...queue.splice(0));
    } else if (word.startsWith('--')) readLong(word);
    else if (word.startsWith('-') && word !== '-') readCluster(word);
    else {
      rest.push(word);
      if (spec.stopAtOperand) rest.push(...queue.splice(0));
    }
  }
  function value(key: string): string | undefined;
  function value(key: string, fallback: string): string;
  function value(key: string, fallback?: string): string | undefined {
    return found.get(key)?.at(-1) ?? fallback;
  }
  return {
    has: (...keys) => keys.some((key) => found.has(key)),
    count: (key) => found.get(key)?.length ?? 0,
    value,
    values: (key) => found.get(key) ?? [],
    rest,
  };
}

/** A long option may be cut short as long as one only begins so. */
function longKey(long: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(long, name)) return long[name];
  const matches = Object.keys(long).filter((other) => other.startsWith(name));
  return matches.length === 1 ? long[matches[0] ?? ''] : undefined;
}
