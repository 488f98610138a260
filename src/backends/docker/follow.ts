import type { EngineEvent } from '../../core/course/check';
import type { Follow, Sink } from '../../core/resources/source';
import type { Raw } from './answer';
import { pause, until } from './deadline';
import type { EventHub } from './event-hub';
import { nextTurn } from '../turns';

/** How long a burst of events is collected before the engine is asked, in milliseconds. */
const burst = 200;

/** So many at once are not asked for one by one. */
const many = 100;

/** What is to be asked when all may have changed. */
export const everything = '*';

/** How a listing is kept up to date. */
export type Plan = {
  /** The ids of what an event may have changed; `everything` for all. */
  readonly heard: (event: EngineEvent) => readonly string[];
  /** Asks for all there are. */
  readonly all: (signal: AbortSignal) => Promise<readonly Raw[]>;
  /** Asks for a few: those that there are of them. */
  readonly some: (ids: readonly string[], signal: AbortSignal) => Promise<readonly Raw[]>;
  /** Tells the sink; `asked` is undefined for all. Returns the ids that have to be asked for too. */
  readonly tell: (
    found: readonly Raw[],
    asked: readonly string[] | undefined,
    sink: Sink,
  ) => readonly string[] | Promise<readonly string[]>;
};

/**
 * Follows by the engine's events: what an event is about is asked for, so that its cost does not grow with how many
 * there are; those of a moment are asked for at once. The plan is made anew for each follower.
 */
export function followBy(hub: EventHub, plan: () => Plan): Follow {
  return async (sink, signal) => {
    // Of what this follower asks: ends when the signal aborts, and when there are no more events.
    const over = new AbortController();
    const { heard, all, some, tell } = plan();
    const pending = new Pending();
    const listening = hub.listen((event) => pending.add(heard(event)), signal);
    const keep = async (): Promise<never> => {
      await listening.opened;
      const first = await all(over.signal);
      await nextTurn();
      over.signal.throwIfAborted();
      pending.add(await tell(first, undefined, sink));
      for (;;) {
        await until(pending.some(), over.signal);
        await pause(burst, over.signal);
        const asked = pending.take();
        const few = asked.length <= many && !asked.includes(everything);
        const found = await (few ? some(asked, over.signal) : all(over.signal));
        over.signal.throwIfAborted();
        pending.add(await tell(found, few ? asked : undefined, sink));
      }
    };
    const stop = () => over.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      await Promise.race([listening.ended, keep()]);
    } finally {
      signal.removeEventListener('abort', stop);
      over.abort();
      listening.dispose();
    }
  };
}

/** The ids that have to be asked for. */
class Pending {
  #ids = new Set<string>();
  #wake: (() => void) | undefined;

  add(ids: readonly string[]): void {
    for (const id of ids) this.#ids.add(id);
    if (this.#ids.size > 0) this.#wake?.();
  }

  /** Resolves when there is one. */
  some(): Promise<void> {
    if (this.#ids.size > 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  take(): readonly string[] {
    const ids = [...this.#ids];
    this.#ids = new Set();
    this.#wake = undefined;
    return ids;
  }
}
