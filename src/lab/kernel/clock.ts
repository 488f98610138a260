/** Something that is due later and can be called off. */
export type Timer = { readonly cancel: () => void };

type Due = { readonly at: number; readonly order: number; readonly run: () => void };

/** The longest wait that `setTimeout` takes, in milliseconds. */
const longest = 2 ** 31 - 1;

/**
 * The lab's own time. It runs with the machine's, can be set forward by tests, and can be frozen, so that back-off,
 * health checks and time limits need no real waiting. Everything in the lab that waits, waits on this.
 */
export class Clock {
  readonly #machine: () => number;
  #ahead = 0;
  #frozenAt: number | undefined;
  #due: Due[] = [];
  #order = 0;
  #armed: NodeJS.Timeout | undefined;

  /** @param machine the machine's time, milliseconds since 1970 */
  constructor(machine: () => number = Date.now) {
    this.#machine = machine;
  }

  /** The lab's time, milliseconds since 1970. */
  now(): number {
    return this.#frozenAt ?? this.#machine() + this.#ahead;
  }

  /** Runs something once, `ms` milliseconds from now. */
  after(ms: number, run: () => void): Timer {
    const due = { at: this.now() + Math.max(0, ms), order: this.#order++, run };
    const index = this.#due.findIndex((other) => other.at > due.at);
    this.#due.splice(index === -1 ? this.#due.length : index, 0, due);
    this.#arm();
    return {
      cancel: () => {
        const place = this.#due.indexOf(due);
        if (place !== -1) this.#due.splice(place, 1);
      },
    };
  }

  /** Waits; rejects with the signal's reason when that is aborted first. */
  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(signal.reason as Error);
        return;
      }
      const stop = () => {
        timer.cancel();
        reject(signal?.reason as Error);
      };
      const timer = this.after(ms, () => {
        signal?.removeEventListener('abort', stop);
        resolve();
      });
      signal?.addEventListener('abort', stop, { once: true });
    });
  }

  /** Lets time stand still until `advance` or `thaw`. */
  freeze(): void {
    this.#frozenAt ??= this.now();
    this.#arm();
  }

  /** Lets time run again from where it stands. */
  thaw(): void {
    if (this.#frozenAt === undefined) return;
    this.#ahead = this.#frozenAt - this.#machine();
    this.#frozenAt = undefined;
    this.#arm();
  }

  /** Sets the time forward and runs what becomes due, in order; what each thing sets off settles before the next. */
  async advance(ms: number): Promise<void> {
    const end = this.now() + ms;
    for (;;) {
      await settle();
      const first = this.#due[0];
      if (!first || first.at > end) break;
      this.#set(Math.max(first.at, this.now()));
      this.#due.shift();
      first.run();
    }
    this.#set(Math.max(end, this.now()));
    this.#arm();
  }

  #set(time: number): void {
    if (this.#frozenAt === undefined) this.#ahead = time - this.#machine();
    else this.#frozenAt = time;
  }

  #arm(): void {
    clearTimeout(this.#armed);
    this.#armed = undefined;
    const first = this.#due[0];
    if (!first || this.#frozenAt !== undefined) return;
    this.#armed = setTimeout(() => this.#runDue(), Math.min(Math.max(0, first.at - this.now()), longest));
  }

  #runDue(): void {
    const now = this.now();
    while (this.#due[0] && this.#due[0].at <= now) this.#due.shift()?.run();
    this.#arm();
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
