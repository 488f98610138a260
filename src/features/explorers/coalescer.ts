/** Runs a task when asked, never twice at a time: requests during a run are one more run after it. */
export class Coalescer {
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  #disposed = false;

  /**
   * @param task what to run
   * @param failed what to do when a run failed
   * @param delay how long a request waits for others to join it, in milliseconds
   */
  constructor(
    private readonly task: () => Promise<void>,
    private readonly failed: (error: unknown) => void,
    private readonly delay: number,
  ) {}

  /** Runs in a moment, together with what else is requested until then. */
  soon(): void {
    if (this.#disposed) return;
    this.#timer ??= setTimeout(() => void this.now(), this.delay);
  }

  /** Runs at once, or after the run that is under way; resolves when a run that began later has ended. */
  async now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#again = true;
    this.#running ??= this.#run();
    await this.#running;
  }

  dispose(): void {
    this.#disposed = true;
    this.#again = false;
    clearTimeout(this.#timer);
  }

  async #run(): Promise<void> {
    try {
      while (this.#again && !this.#disposed) {
        this.#again = false;
        await this.task();
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.#running = undefined;
    }
  }
}
