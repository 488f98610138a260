import type { Resource } from '../../../src/core/resources/resource';
import type { Source } from '../../../src/core/resources/source';
import { verbatim } from '../../../src/core/text';

/** A resource with a name, and whatever is said of it. */
export function resource(name: string, rest: Partial<Resource> = {}): Resource {
  const words = verbatim('running');
  return { kind: 'thing', id: name, name, state: 'running', health: 'running', summary: words, facts: [], ...rest };
}

/** A source of which a test decides everything. */
export class FakeSource implements Source {
  readonly id = 'fake';
  readonly label = verbatim('Fake');
  resources: readonly Resource[] = [];
  /** Rejects listings while it is set. */
  listFailure: Error | undefined;
  /** Rejects watching while it is set. */
  watchFailure: Error | undefined;
  /** How often it was listed and watched. */
  readonly count = { list: 0, watch: 0 };
  /** How many listings went on at the same time, at most. */
  most = 0;
  /** How long a listing takes, in milliseconds. */
  delay = 0;
  #now = 0;
  #watchers = new Set<{ readonly changed: () => void; readonly end: (error?: Error) => void }>();

  readonly kinds: Source['kinds'] = [
    { id: 'thing', title: verbatim('Things'), actions: [], list: (signal) => this.#list(signal) },
  ];

  /** How many watch it now. */
  get watchers(): number {
    return this.#watchers.size;
  }

  watch(changed: () => void, signal: AbortSignal): Promise<void> {
    this.count.watch += 1;
    if (this.watchFailure) return Promise.reject(this.watchFailure);
    return new Promise((resolve, reject) => {
      const end = (error?: Error) => {
        this.#watchers.delete(watcher);
        if (error) reject(error);
        else resolve();
      };
      const watcher = { changed, end };
      this.#watchers.add(watcher);
      signal.addEventListener('abort', () => {
        end(signal.reason as Error);
      });
      changed();
    });
  }

  /** Something happened. */
  change(resources: readonly Resource[]): void {
    this.resources = resources;
    for (const { changed } of this.#watchers) changed();
  }

  /** The stream of changes breaks off, or ends. */
  cut(error?: Error): void {
    for (const { end } of this.#watchers) end(error);
  }

  async #list(signal: AbortSignal): Promise<readonly Resource[]> {
    this.count.list += 1;
    this.#now += 1;
    this.most = Math.max(this.most, this.#now);
    await new Promise((resolve) => setTimeout(resolve, this.delay));
    this.#now -= 1;
    signal.throwIfAborted();
    if (this.listFailure) throw this.listFailure;
    return this.resources;
  }
}

/** Waits until something holds, a second at most. */
export async function until(holds: () => boolean, milliseconds = 1000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`this never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** Waits. */
export async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
