import { keyOf, type Resource } from '../../../src/core/resources/resource';
import type { Follow, Kind, Sink, Source } from '../../../src/core/resources/source';
import { verbatim } from '../../../src/core/text';

/** A resource with a name, and whatever is said of it. */
export function resource(name: string, rest: Partial<Resource> = {}): Resource {
  const words = verbatim('running');
  return { kind: 'thing', id: name, name, state: 'running', health: 'running', summary: words, facts: [], ...rest };
}

/** A listing of which a test decides everything. */
export class FakeListing {
  resources: readonly Resource[] = [];
  /** Rejects whoever follows while it is set. */
  failure: Error | undefined;
  /** How often it was followed. */
  count = 0;
  readonly #sinks = new Set<{ readonly sink: Sink; readonly end: (error?: Error) => void }>();

  /** How many follow it now. */
  get followers(): number {
    return this.#sinks.size;
  }

  readonly follow: Follow = (sink, signal) => {
    this.count += 1;
    if (this.failure) return Promise.reject(this.failure);
    return new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        this.#sinks.delete(follower);
        if (error) reject(error);
        else resolve();
      };
      const follower = { sink, end };
      this.#sinks.add(follower);
      signal.addEventListener('abort', () => end(signal.reason as Error));
      sink.all(this.resources);
    });
  };

  /** There are others now. */
  change(resources: readonly Resource[]): void {
    this.resources = resources;
    for (const { sink } of this.#sinks) sink.all(resources);
  }

  /** One is new or different. */
  put(resource: Resource): void {
    this.resources = [...this.resources.filter((one) => keyOf(one) !== keyOf(resource)), resource];
    for (const { sink } of this.#sinks) sink.put(resource);
  }

  /** One is gone. */
  remove(resource: Resource): void {
    this.resources = this.resources.filter((one) => keyOf(one) !== keyOf(resource));
    for (const { sink } of this.#sinks) sink.gone(keyOf(resource));
  }

  /** The stream of changes breaks off, or ends. */
  cut(error?: Error): void {
    for (const { end } of [...this.#sinks]) end(error);
  }
}

/** A kind of which a test decides everything. */
export const thingKind = (listing: FakeListing, rest: Partial<Kind> = {}): Kind => ({
  id: 'thing',
  title: verbatim('Things'),
  follow: listing.follow,
  verbs: [],
  ...rest,
});

/** A source of some kinds, all at the top; the first one leads. */
export const sourceOf = (kinds: readonly Kind[], id = 'fake'): Source => ({
  id,
  label: verbatim('Fake'),
  kinds,
  sections: [{ id: 'all', kinds: kinds.filter(({ follow }) => follow).map((kind) => kind.id) }],
  lead: kinds[0]?.id ?? '',
  ground: () => Promise.resolve({ id, label: id, isLocal: true }),
});

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
