import type { Resource } from '../../core/resources/resource';
import type { Source, SourceState } from '../../core/resources/source';
import { Coalescer } from './coalescer';

/** How fast a live source reacts, in milliseconds. */
export type Pace = {
  /** How long a change waits for others, so that a burst of them is one listing. */
  readonly debounce: number;
  /** How long to wait before each try to connect again; the last counts for all further ones. */
  readonly retries: readonly number[];
  /** After how long a connection counts as steady, so that its loss is followed by a quick try again. */
  readonly steady: number;
};

// An outside change is seen within a second, an engine that is back within five.
const usual: Pace = { debounce: 200, retries: [250, 500, 1000, 2000, 4000], steady: 5000 };

/**
 * Keeps what a source has up to date while somebody looks: listens to its changes, lists anew when there are some,
 * and connects again when it is lost. While nobody looks it does nothing at all.
 */
export class LiveSource {
  #state: SourceState = { state: 'connecting' };
  #watching: AbortController | undefined;
  #lists: Coalescer | undefined;
  #wake: (() => void) | undefined;
  readonly #waiting: (() => void)[] = [];

  /**
   * @param source where resources come from
   * @param show called with each new state
   */
  constructor(
    readonly source: Source,
    private readonly show: (state: SourceState) => void,
    private readonly pace: Pace = usual,
  ) {}

  /** What can be shown now. */
  get state(): SourceState {
    return this.#state;
  }

  /** Somebody looks: connects and follows. */
  start(): void {
    if (this.#watching) return;
    const controller = new AbortController();
    this.#watching = controller;
    void this.#follow(controller.signal);
  }

  /** Nobody looks any more: ends all that is under way; what was known stays. */
  stop(): void {
    this.#watching?.abort();
    this.#watching = undefined;
    this.#wake?.();
    for (const shown of this.#waiting.splice(0)) shown();
  }

  /** Lists anew, or tries at once to connect again; resolves when the outcome is shown. */
  async refresh(): Promise<void> {
    if (!this.#wake) return await this.#lists?.now();
    const shown = new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#wake();
    await shown;
  }

  dispose(): void {
    this.stop();
  }

  /** Round after round: each connects and follows until that fails, and waits longer than the one before. */
  async #follow(signal: AbortSignal): Promise<void> {
    for (let failures = 0; ; failures += 1) {
      const began = Date.now();
      const { error, wasReady } = await this.#round(signal);
      if (signal.aborted) return;
      if (wasReady && Date.now() - began >= this.pace.steady) failures = 0;
      this.#lost(error, wasReady);
      await this.#sleep(this.pace.retries[Math.min(failures, this.pace.retries.length - 1)] ?? 0);
    }
  }

  /** Follows the source until that fails or the signal aborts. */
  async #round(signal: AbortSignal): Promise<Outcome> {
    const round = new AbortController();
    const stop = () => {
      round.abort(signal.reason);
    };
    signal.addEventListener('abort', stop, { once: true });
    let wasReady = false;
    let failure: unknown;
    const list = async () => {
      const resources = await listAll(this.source, round.signal);
      if (round.signal.aborted) return;
      wasReady = true;
      this.#set({ state: 'ready', resources, stale: false });
    };
    const failed = (error: unknown) => {
      failure ??= error;
      round.abort(error);
    };
    const lists = (this.#lists = new Coalescer(list, failed, this.pace.debounce));
    try {
      await this.source.watch(firstNow(lists), round.signal);
    } catch (error) {
      failure ??= error;
    } finally {
      signal.removeEventListener('abort', stop);
      lists.dispose();
      round.abort();
    }
    return { error: failure, wasReady };
  }

  /** What was shown a moment ago stays until the next try; what fails again and again is shown as failed. */
  #lost(error: unknown, wasReady: boolean): void {
    if (wasReady && this.#state.state === 'ready') this.#set({ ...this.#state, stale: true });
    else this.#set({ state: 'failed', error: error instanceof Error ? error : new Error(String(error)) });
  }

  #set(state: SourceState): void {
    this.#state = state;
    this.show(state);
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

type Outcome = { readonly error: unknown; readonly wasReady: boolean };

async function listAll(source: Source, signal: AbortSignal): Promise<readonly Resource[]> {
  return (await Promise.all(source.kinds.map((kind) => kind.list(signal)))).flat();
}

// The first call says that the source listens: nobody has seen anything yet, so there is nothing to wait for.
function firstNow(lists: Coalescer): () => void {
  let isFirst = true;
  return () => {
    if (isFirst) void lists.now();
    else lists.soon();
    isFirst = false;
  };
}
