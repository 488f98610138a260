import type { Resource } from '../../core/resources/resource';
import { Shelf, type Change, type Order } from '../../core/resources/shelf';
import type { Follow, ListState, Sink } from '../../core/resources/source';

/** How fast a live list reacts, in milliseconds. */
export type Pace = {
  /** How long to wait before each try to connect again; the last counts for all further ones. */
  readonly retries: readonly number[];
  /** After how long a connection counts as steady, so that its loss is followed by a quick try again. */
  readonly steady: number;
};

// A source that is back is seen within five seconds.
const usual: Pace = { retries: [250, 500, 1000, 2000, 4000], steady: 5000 };

/** What is new, for those who show a list. */
export type News =
  /** It is connecting, failed, ready, or may be out of date. */
  | { readonly what: 'state' }
  | { readonly what: 'rows' }
  /** One resource looks different. */
  | { readonly what: 'look'; readonly key: string };

/**
 * Keeps a list up to date while somebody looks: follows it, and connects again when it is lost. While nobody looks it
 * does nothing at all, and keeps what it knew.
 */
export class LiveList {
  #state: 'connecting' | 'ready' | 'stale' | Error = 'connecting';
  #shelf: Shelf;
  #following: AbortController | undefined;
  /** Ends the wait before the next try. */
  #wake: (() => void) | undefined;
  /** Begins the round that is going on anew. */
  #anew: (() => void) | undefined;
  readonly #waiting: (() => void)[] = [];

  /**
   * @param follow tells what there is
   * @param tell called with what is new
   */
  constructor(
    private readonly follow: Follow,
    private readonly tell: (news: News) => void,
    private readonly pace: Pace = usual,
    order: Order = 'name',
  ) {
    this.#shelf = new Shelf(order);
  }

  /** What can be shown now. */
  get state(): ListState {
    const state = this.#state;
    if (state === 'connecting') return { state };
    if (state instanceof Error) return { state: 'failed', error: state };
    return { state: 'ready', resources: this.#shelf.all, stale: state === 'stale' };
  }

  /** The resource with a key, if it is there. */
  get(key: string): Resource | undefined {
    return this.#shelf.get(key);
  }

  /** The exercises that some of them belong to. */
  get exercises(): readonly string[] {
    return this.#shelf.exercises;
  }

  /** Those that stand below the one with this key, in the order of their rows. */
  below(key: string): readonly Resource[] {
    return this.#shelf.below(key);
  }

  /** Somebody looks: connects and follows. */
  start(): void {
    if (this.#following) return;
    this.#following = new AbortController();
    void this.#run(this.#following.signal);
  }

  /** Nobody looks any more: ends all that is under way; what was known stays. */
  stop(): void {
    this.#following?.abort();
    this.#following = undefined;
    this.#wake?.();
    this.#shown();
  }

  /** Lists anew, or tries at once to connect again; resolves when the outcome is shown. Nothing while nobody looks. */
  async refresh(): Promise<void> {
    if (!this.#following) return;
    const shown = new Promise<void>((resolve) => this.#waiting.push(resolve));
    if (this.#wake) this.#wake();
    else this.#anew?.();
    await shown;
  }

  /** The machine has slept: what is shown may be out of date, connections may be dead, and both are looked at at once. */
  wake(): void {
    if (!this.#following) return;
    if (this.#state === 'ready') {
      this.#state = 'stale';
      this.tell({ what: 'state' });
    }
    (this.#wake ?? this.#anew)?.();
  }

  /** Stands in another order from now on. */
  sort(order: Order): void {
    const { all } = this.#shelf;
    this.#shelf = new Shelf(order);
    this.#shelf.replace(all);
    this.tell({ what: 'rows' });
  }

  dispose(): void {
    this.stop();
  }

  /** Round after round: each connects and follows until that fails, and waits longer than the one before. */
  async #run(signal: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    for (let failures = 0; !isOver(); failures += 1) {
      const began = Date.now();
      const { error, wasReady, isWished } = await this.#round(signal);
      if (isOver()) return;
      if (isWished) continue;
      if (wasReady && Date.now() - began >= this.pace.steady) failures = 0;
      this.#lost(error, wasReady);
      const longest = this.pace.retries[Math.min(failures, this.pace.retries.length - 1)] ?? 0;
      // Lists that were lost together do not come back together.
      await this.#sleep(longest * (1 - Math.random() / 4));
    }
  }

  /** Follows until that fails, is wanted anew, or the signal aborts. */
  async #round(signal: AbortSignal): Promise<Outcome> {
    const round = new AbortController();
    const stop = (): void => round.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    let [wasReady, isWished, isFilling] = [false, false, false];
    this.#anew = () => {
      isWished = true;
      round.abort();
    };
    const sink: Sink = {
      all: (resources) => {
        if (round.signal.aborted) return;
        wasReady = true;
        const change = this.#shelf.replace(resources);
        this.#ready(change);
      },
      some: (resources) => {
        if (!round.signal.aborted && resources.length > 0) isFilling = this.#fill(resources, isFilling);
      },
      put: (resource) => {
        if (!round.signal.aborted) this.#changed(this.#shelf.put(resource), `${resource.kind}/${resource.id}`);
      },
      gone: (key) => {
        if (!round.signal.aborted) this.#changed(this.#shelf.remove(key), key);
      },
    };
    try {
      await this.follow(sink, round.signal);
      return { error: undefined, wasReady, isWished };
    } catch (error) {
      return { error, wasReady, isWished };
    } finally {
      signal.removeEventListener('abort', stop);
      this.#anew = undefined;
      round.abort();
    }
  }

  /** Shows the first of many where nothing is shown; returns whether it does. */
  #fill(resources: readonly Resource[], isFilling: boolean): boolean {
    const isNothingShown = this.#state === 'connecting' || this.#state instanceof Error;
    if (!isFilling && !isNothingShown) return false;
    if (!isFilling) this.#shelf.replace([]);
    for (const one of resources) this.#shelf.put(one);
    this.#state = 'ready';
    this.tell({ what: isFilling ? 'rows' : 'state' });
    return true;
  }

  #ready(change: Change): void {
    const was = this.#state;
    this.#state = 'ready';
    if (was !== 'ready') this.tell({ what: 'state' });
    else if (change !== 'none') this.tell({ what: 'rows' });
    this.#shown();
  }

  #changed(change: Change, key: string): void {
    if (change === 'rows') this.tell({ what: 'rows' });
    else if (change === 'look') this.tell({ what: 'look', key });
  }

  /** What was shown a moment ago stays until the next try; what fails again and again is shown as failed. */
  #lost(error: unknown, wasReady: boolean): void {
    if (wasReady && this.#state === 'ready') this.#state = 'stale';
    else this.#state = error instanceof Error ? error : new Error(String(error));
    this.tell({ what: 'state' });
    this.#shown();
  }

  #shown(): void {
    for (const shown of this.#waiting.splice(0)) shown();
  }

  async #sleep(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = undefined;
  }
}

type Outcome = { readonly error: unknown; readonly wasReady: boolean; readonly isWished: boolean };
