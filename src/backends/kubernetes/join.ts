import { keyOf, type Resource } from '../../core/resources/resource';
import type { Sink } from '../../core/resources/source';
import { UserError } from '../../core/errors';
import type { Raw } from '../docker/answer';
import { deadline, pause } from '../docker/deadline';
import { nextTurn, turns } from '../turns';
import type { Beside } from './kinds/spec';
import { metadataOf, wordOf } from './object';
import { followObjects, type Listing, type Ways } from './watch';

/** How objects become resources; several of one object where it has parts, none for one that is of no interest. */
export type Making = (raw: Raw, beside: readonly Raw[] | undefined) => readonly Resource[];

/** Follows objects alone, or together with what is said of them beside them. */
export type Joined = {
  readonly listing: Listing;
  readonly make: Making;
  readonly beside?: { readonly spec: Beside; readonly listing: Listing } | undefined;
};

/** How long those beside are waited for before the first rows come, and until they are asked again, in milliseconds. */
const patience = { first: 2000, again: 5000 } as const;

/** One object as it is kept: what it made, and itself where what is said beside it matters. */
type Kept = { readonly key: string; readonly made: readonly Resource[]; readonly raw?: Raw };

/** Tells a sink the resources of objects and what becomes of them, until the signal aborts or the source is lost. */
export async function followJoined(ways: Ways, joined: Joined, sink: Sink, signal: AbortSignal): Promise<void> {
  const { listing, make, beside } = joined;
  const ending = new AbortController();
  const both = deadline(undefined, signal, ending.signal);
  const side = beside === undefined ? undefined : new Side(beside.spec);
  const parts = new Map<string, readonly string[]>();
  const waiting = new Map<string, Raw>();
  const look = (raw: Raw): Kept => {
    const key = beside?.spec.key(raw) ?? wordOf(metadataOf(raw), 'uid');
    const matters = beside?.spec.matters(raw) === true;
    return { key, made: make(raw, matters ? side?.of(key) : undefined), ...(matters && { raw }) };
  };
  const note = ({ key, raw, made }: Kept) => {
    if (raw === undefined) waiting.delete(key);
    else waiting.set(key, raw);
    // Only what is more than one, or none, has to be remembered: the others are told by their own key.
    if (made.length === 1 && !parts.has(key)) return;
    parts.set(key, made.map(keyOf));
  };
  const put = (kept: Kept) => {
    const before = parts.get(kept.key) ?? [];
    note(kept);
    for (const one of kept.made) sink.put(one);
    const now = new Set(kept.made.map(keyOf));
    for (const key of before) if (!now.has(key)) sink.gone(key);
  };
  const gone = ({ key, made }: Kept) => {
    waiting.delete(key);
    for (const one of parts.get(key) ?? made.map(keyOf)) sink.gone(one);
    parts.delete(key);
  };
  // Of whom something was said while all are looked at.
  let late: Set<string> | undefined;
  const all = async (kept: readonly Kept[]) => {
    const turn = turns();
    parts.clear();
    waiting.clear();
    const keys = (late = new Set<string>());
    const made: Resource[] = [];
    for (const one of kept) {
      await turn();
      note(one);
      // What is said beside them may have come while they were listed.
      made.push(...(one.raw === undefined ? one.made : look(one.raw).made));
    }
    await nextTurn();
    both.signal.throwIfAborted();
    late = undefined;
    sink.all(made);
    again(keys);
  };
  const some = (kept: readonly Kept[]) => sink.some?.(kept.flatMap(({ made }) => made));
  const again = (keys: Iterable<string>) => {
    for (const key of keys) {
      late?.add(key);
      const raw = waiting.get(key);
      if (raw !== undefined && late === undefined) put(look(raw));
    }
  };
  try {
    if (beside !== undefined && side !== undefined) {
      const known = side.follow(ways, beside.listing, (keys) => again(keys ?? [...waiting.keys()]), both.signal);
      await Promise.race([known, pause(patience.first, both.signal)]);
    }
    await followObjects(ways, listing, { keep: look, some, all, put, gone }, both.signal);
  } finally {
    ending.abort();
    both.dispose();
  }
}

/** Who hears of what is said beside objects, and that it could not be had. */
type Hearing = {
  readonly told: (keys: readonly string[]) => void;
  readonly ready: () => void;
  readonly failed: () => void;
};

/** What is said of objects beside them. */
class Side {
  readonly #spec: Beside;
  readonly #said = new Map<string, Map<string, Raw>>();
  #isKnown = false;

  constructor(spec: Beside) {
    this.#spec = spec;
  }

  /** What is said of one; undefined while nobody could be asked. */
  of(key: string): readonly Raw[] | undefined {
    return this.#isKnown ? [...(this.#said.get(key)?.values() ?? [])] : undefined;
  }

  /**
   * Goes on until the signal aborts; resolves when it is known what there is, or that it cannot be known.
   * @param told is told whom something was said of; all of them, where that is not known
   */
  follow(ways: Ways, listing: Listing, told: (keys?: readonly string[]) => void, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const ready = () => {
        resolve();
        told();
      };
      void this.#keepOn(ways, listing, { told, ready, failed: resolve }, signal).finally(resolve);
    });
  }

  async #keepOn(ways: Ways, listing: Listing, { told, ready, failed }: Hearing, signal: AbortSignal): Promise<void> {
    const keep = (raw: Raw) => [this.#spec.about(raw), wordOf(metadataOf(raw), 'uid'), this.#spec.keep(raw)] as const;
    type Said = ReturnType<typeof keep>;
    const put = ([about, uid, raw]: Said) => {
      const said = this.#said.get(about) ?? new Map<string, Raw>();
      this.#said.set(about, said.set(uid, raw));
    };
    const all = (found: readonly Said[]) => {
      this.#said.clear();
      for (const one of found) put(one);
      this.#isKnown = true;
      ready();
    };
    const gone = ([about, uid]: Said) => {
      const said = this.#said.get(about);
      said?.delete(uid);
      if (said?.size === 0) this.#said.delete(about);
      told([about]);
    };
    const to = {
      keep,
      all,
      gone,
      put: (one: Said) => {
        put(one);
        told([one[0]]);
      },
    };
    while (!signal.aborted) {
      try {
        await followObjects(ways, listing, to, signal);
      } catch (error) {
        // Without them there are rows all the same; whoever may not read them will not be told more.
        if (error instanceof UserError && error.code === 'kubernetes-no-permission') return;
        failed();
        await pause(patience.again, signal).catch(() => undefined);
      }
    }
  }
}
