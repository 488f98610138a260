import { createContext, Script, type Context } from 'node:vm';
import { Fail } from '../commands/tool';

/** How long one search may hold the lab, in milliseconds. */
const searchLimit = 500;

/** What a search that is not watched may cost, in steps of the matcher by a rough upper estimate. */
const freeSteps = 2_000_000;

type Bench = { readonly context: Context & { pattern?: RegExp; text?: string }; readonly search: Script };

let bench: Bench | undefined;

/** Runs a search in a script of its own, which V8 ends when its time is over. */
function watchedSearch(search: () => RegExpExecArray | null): RegExpExecArray | null {
  bench ??= { context: createContext({}), search: new Script('search()') };
  bench.context['search'] = search;
  try {
    return bench.search.runInContext(bench.context, { timeout: searchLimit }) as RegExpExecArray | null;
  } catch (error) {
    // The error is of the script's own realm: no `Error` of this one.
    if ((error as { readonly code?: unknown } | null)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new Fail('regular expression takes too long: the practice lab gave it up', 2);
  } finally {
    bench.context['search'] = undefined;
  }
}

/** How often a pattern repeats without limit, and whether one repetition stands inside another or looks back at a group. */
function shapeOf(source: string): { readonly repeats: number; readonly wild: boolean } {
  const bare = source.replace(/\\[^1-9]/g, 'x').replace(/\[(?:[^\]\\]|\\.)*\]/g, 'x');
  const repeats = bare.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  return { repeats, wild: /\)(?:[*+?]|\{)/.test(bare) || /\\[1-9]/.test(bare) };
}

/**
 * A regular expression that somebody in a container gave: what could take long (repetitions inside repetitions, long
 * lines) is searched under a watch, and ends the command with Fail instead of holding the whole lab.
 */
export class BoundedPattern extends RegExp {
  readonly #shape: ReturnType<typeof shapeOf>;

  constructor(pattern: string | RegExp, flags?: string) {
    super(pattern, flags);
    this.#shape = shapeOf(this.source);
  }

  override exec(text: string): RegExpExecArray | null {
    const { repeats, wild } = this.#shape;
    const cost = wild ? 2 ** Math.min(text.length, 60) : (text.length + 1) ** (repeats + 1);
    return cost <= freeSteps ? super.exec(text) : watchedSearch(() => super.exec(text));
  }
}
