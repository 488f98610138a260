import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from '@balena/dockerignore';
import { usage, UserError } from '../core/errors';
import { fill, type Text } from '../core/text';

/** A file that is to be linted. */
export type Chosen = {
  /** As the user would name it. */
  readonly file: string;
  /** Where it stands; of the standard input, where it would. */
  readonly place: string;
  readonly isStdin: boolean;
  /** Was it named itself, so that the user hears when it is left out? */
  readonly isNamed: boolean;
};

/** What the words of a command line stand for, and the words that stand for nothing, each with the reason. */
export type Choice = {
  readonly files: readonly Chosen[];
  readonly failures: readonly { readonly named: string; readonly error: unknown }[];
};

/** What decides on files besides their names. */
export type ChoiceOptions = {
  readonly cwd: string;
  /** Patterns as in a `.dockerignore`. */
  readonly excludes: readonly string[];
  readonly stdinName: string;
};

const badPattern: Text = { en: '"{pattern}" is no pattern', zh: '“{pattern}”不是有效的匹配模式' };

/** A pattern that no file has matched. */
export class NothingMatches extends Error {}

/**
 * The files that words of a command line stand for: files, folders with all below them, patterns, and `-`. Hidden
 * files, `node_modules` and links are not entered, unless a word names them; a file comes once.
 * @throws UserError usage for a pattern that is none
 */
export async function chosenFiles(words: readonly string[], options: ChoiceOptions): Promise<Choice> {
  const excluded = matcher(options.excludes);
  const files = new Map<string, Chosen>();
  const failures: { named: string; error: unknown }[] = [];
  for (const named of words) {
    try {
      for await (const one of filesOf(named, options, excluded, failures)) {
        const known = files.get(one.place);
        const inside = slashed(path.relative(options.cwd, one.place));
        if (known === undefined && !(leadsIn(inside) && excluded.ignores(inside))) files.set(one.place, one);
        else if (known?.isNamed === false && one.isNamed) files.set(one.place, one);
      }
    } catch (error) {
      if (error instanceof UserError) throw error;
      failures.push({ named, error });
    }
  }
  return { files: [...files.values()], failures };
}

type Failures = { named: string; error: unknown }[];

async function* filesOf(
  named: string,
  { cwd, stdinName }: ChoiceOptions,
  excluded: Ignore,
  failures: Failures,
): AsyncGenerator<Chosen, void> {
  const chosen = (file: string, isNamed: boolean, isStdin = false): Chosen => {
    return { file: slashed(file), place: path.resolve(cwd, file), isNamed, isStdin };
  };
  if (named === '-') {
    yield chosen(stdinName, true, true);
    return;
  }
  if (named === '') throw new NothingMatches();
  const isPattern = /[*?[]/.test(named);
  const found = await stat(path.resolve(cwd, named)).catch((error: unknown) => {
    if (isPattern) return undefined;
    throw error;
  });
  if (found?.isDirectory() === false) {
    yield chosen(named, true);
    return;
  }
  const base = found === undefined ? baseOf(named) : named;
  const wanted = found === undefined ? matcher([slashed(path.relative(base, named))]) : undefined;
  const walk = new Walk(path.resolve(cwd, base), cwd, excluded, failures);
  let isEmpty = true;
  for await (const inside of walk.files('')) {
    if (wanted?.ignores(inside) === false) continue;
    isEmpty = false;
    yield chosen(path.join(base, inside), false);
  }
  if (isEmpty && wanted !== undefined) throw new NothingMatches();
}

/** The folders of a pattern before the first sign of one. */
function baseOf(pattern: string): string {
  const parts = pattern.split(/[\\/]/);
  const first = parts.findIndex((part) => /[*?[]/.test(part));
  const base = parts.slice(0, first).join('/');
  return base === '' ? (path.isAbsolute(pattern) ? path.parse(pattern).root : '.') : base;
}

/** Every file below a folder, by name. */
class Walk {
  constructor(
    readonly root: string,
    readonly cwd: string,
    readonly excluded: Ignore,
    readonly failures: Failures,
  ) {}

  async *files(folder: string): AsyncGenerator<string, void> {
    const place = path.join(this.root, folder);
    const entries = await readdir(place, { withFileTypes: true }).catch((error: unknown) => {
      this.failures.push({ named: slashed(path.relative(this.cwd, place) || '.'), error });
      return [];
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
      const inside = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isFile()) yield inside;
      else if (entry.isDirectory() && this.#mayEnter(inside)) yield* this.files(inside);
    }
  }

  /** An exception (`!`) may bring back what is below, so only without one is a whole folder passed by. */
  #mayEnter(inside: string): boolean {
    const named = slashed(path.relative(this.cwd, path.join(this.root, inside)));
    return !leadsIn(named) || hasExceptions.has(this.excluded) || !this.excluded.ignores(named);
  }
}

const hasExceptions = new WeakSet<Ignore>();

/** Patterns as in a `.dockerignore`: `*`, `?`, `[…]` within a name, `**` for any folders; all below what matches. */
function matcher(patterns: readonly string[]): Ignore {
  const rules = ignore({ ignorecase: false });
  for (const pattern of patterns) {
    try {
      // Only when it is first used, the library makes an expression of it.
      ignore({ ignorecase: false }).add([pattern]).ignores('a');
    } catch {
      throw usage({ why: fill(badPattern, { pattern }) });
    }
    rules.add([pattern]);
    if (pattern.trim().startsWith('!')) hasExceptions.add(rules);
  }
  return rules;
}

/** Is a path relative to a folder inside it? What is outside, no pattern means. */
function leadsIn(relative: string): boolean {
  return relative !== '' && relative !== '..' && !relative.startsWith('../') && !path.isAbsolute(relative);
}

/** With slashes, as patterns and reports have it on every system. */
const slashed = (file: string): string => (path.sep === '/' ? file : file.split(path.sep).join('/'));
