/** How long nothing may be heard before it is asked whether anybody is there, and how often that is looked at. */
export type Pace = { readonly quiet: number; readonly look: number };

const pace: Pace = { quiet: 15_000, look: 2500 };

/** One of those who listen. */
export type Listener = { readonly heard: () => void; readonly leave: () => void };

/**
 * Notices that streams are dead although nobody closed them: when the machine has slept, and when nothing is heard and
 * the other side does not answer a question. Nothing runs while nobody listens.
 */
export class Pulse {
  readonly #ask: (signal: AbortSignal) => Promise<unknown>;
  readonly #pace: Pace;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;
  #asking: AbortController | undefined;
  #heard = 0;
  #looked = 0;

  /** @param ask rejects when nobody is there, within a reasonable time */
  constructor(ask: (signal: AbortSignal) => Promise<unknown>, own = pace) {
    this.#ask = ask;
    this.#pace = own;
  }

  /** Listens until it leaves; `cut` is called when the stream is to be thought dead. */
  join(cut: () => void): Listener {
    const one = () => cut();
    this.#listeners.add(one);
    this.#heard = Date.now();
    if (this.#timer === undefined) {
      this.#looked = Date.now();
      this.#timer = setInterval(() => this.#look(), this.#pace.look);
    }
    return {
      heard: () => (this.#heard = Date.now()),
      leave: () => {
        this.#listeners.delete(one);
        if (this.#listeners.size === 0) this.#rest();
      },
    };
  }

  #look(): void {
    const now = Date.now();
    const slept = now - this.#looked > this.#pace.look * 4;
    this.#looked = now;
    if (slept) this.#cut();
    else if (now - this.#heard > this.#pace.quiet && this.#asking === undefined) void this.#question();
  }

  async #question(): Promise<void> {
    const asking = (this.#asking = new AbortController());
    try {
      await this.#ask(asking.signal);
      this.#heard = Date.now();
    } catch {
      if (!asking.signal.aborted) this.#cut();
    } finally {
      if (this.#asking === asking) this.#asking = undefined;
    }
  }

  #cut(): void {
    for (const cut of [...this.#listeners]) cut();
  }

  #rest(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#asking?.abort();
    this.#asking = undefined;
  }
}
