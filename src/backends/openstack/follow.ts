import { keyOf, type Resource } from '../../core/resources/resource';
import type { Follow, Sink } from '../../core/resources/source';
import { deadline, reasonOf } from '../docker/deadline';
import { turns } from '../turns';

/** How often a listing is looked at, in milliseconds. */
export type Pace = {
  /** While something changes, or was just changed by us. */
  readonly least: number;
  /** While nothing does, after a time. */
  readonly most: number;
};

/** How often clouds are asked: they have no watch. */
export const usualPace: Pace = { least: 2000, most: 30_000 };

/** How many looks after a change of ours are close together: services take a moment until they say what they do. */
const looksAfterChange = 4;

/** Tells those who wait for the next look that something has been changed. */
export class Pulse {
  readonly #waiting = new Set<() => void>();
  #beats = 0;

  /** How often it was touched. */
  get beats(): number {
    return this.#beats;
  }

  /** Something has been changed: whoever follows looks now. */
  touch(): void {
    this.#beats += 1;
    for (const wake of [...this.#waiting]) wake();
  }

  /** Waits so many milliseconds, or until it is touched, if that has not happened since; rejects on abort. */
  async wait(milliseconds: number, since: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#beats !== since) return;
    let end: () => void = () => undefined;
    const over = new Promise<void>((resolve) => (end = resolve));
    const timer = setTimeout(end, milliseconds);
    this.#waiting.add(end);
    signal.addEventListener('abort', end, { once: true });
    await over;
    clearTimeout(timer);
    this.#waiting.delete(end);
    signal.removeEventListener('abort', end);
    if (signal.aborted) throw reasonOf(signal);
  }
}

/** One look at a listing. */
export type Look = (signal: AbortSignal) => Promise<readonly Resource[]>;

/**
 * Follows a listing by looking at it again and again: soon while something is in transition or was changed by us, ever
 * later otherwise. A look begins after the one before has ended; two are never under way.
 * @param closed ends it like the signal of whoever follows
 */
export function polled(look: Look, pulse: Pulse, pace: Pace, closed: AbortSignal): Follow {
  return async (sink, given) => {
    const { signal, dispose } = deadline(undefined, given, closed);
    try {
      let told: Told | undefined;
      let [wait, soon] = [pace.least, 0];
      for (;;) {
        const since = pulse.beats;
        const now = await look(signal);
        signal.throwIfAborted();
        told = await tell(sink, told, now);
        signal.throwIfAborted();
        const isBusy = soon > 0 || now.some(({ health }) => health === 'changing');
        wait = isBusy || told.hasChanged ? pace.least : Math.min(wait * 1.5, pace.most);
        await pulse.wait(wait, since, signal);
        soon = pulse.beats === since ? Math.max(0, soon - 1) : looksAfterChange;
      }
    } finally {
      dispose();
    }
  };
}

/** What a sink knows: of each key what it was told. */
type Told = { readonly known: ReadonlyMap<string, string>; readonly hasChanged: boolean };

async function tell(sink: Sink, before: Told | undefined, resources: readonly Resource[]): Promise<Told> {
  const turn = turns();
  const known = new Map<string, string>();
  for (const one of resources) {
    await turn();
    known.set(keyOf(one), JSON.stringify(one));
  }
  if (before === undefined) {
    sink.all(resources);
    return { known, hasChanged: true };
  }
  let hasChanged = false;
  for (const one of resources) {
    const key = keyOf(one);
    if (before.known.get(key) === known.get(key)) continue;
    hasChanged = true;
    sink.put(one);
  }
  for (const key of before.known.keys()) {
    if (known.has(key)) continue;
    hasChanged = true;
    sink.gone(key);
  }
  return { known, hasChanged };
}
