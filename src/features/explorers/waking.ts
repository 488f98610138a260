/** How often the clock is looked at, and what between two looks means that the machine has slept, in milliseconds. */
const pace = { look: 2000, slept: 10_000 } as const;

/** Notices that the machine has slept: connections may be dead then, and nobody says so. */
export class Waking {
  readonly #woke: () => void;
  #timer: NodeJS.Timeout | undefined;
  #looked = 0;

  constructor(woke: () => void) {
    this.#woke = woke;
  }

  start(): void {
    this.#looked = Date.now();
    this.#timer ??= setInterval(() => this.#look(), pace.look);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    const now = Date.now();
    const passed = now - this.#looked;
    this.#looked = now;
    if (passed > pace.slept) this.#woke();
  }
}
