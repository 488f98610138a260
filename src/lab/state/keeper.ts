/** JSON, and bytes, which the snapshot keeps as they are. */
export type Kept =
  string | number | boolean | null | undefined | Uint8Array | readonly Kept[] | { readonly [key: string]: Kept };

/**
 * Keeps the lab's objects over a crash. Objects are named by kind and id; whoever changes one says so, and the snapshot
 * asks for its value when it is next written, a moment later. What is on disk is always one whole snapshot.
 */
export type Keeper = {
  /** What the snapshot holds, read anew: values of a kind by id. What cannot be read is lost. */
  readonly load: (kind: string) => ReadonlyMap<string, Kept>;
  /** An object is new or has changed; `value` is called when the snapshot is written. */
  readonly put: (kind: string, id: string, value: () => Kept | Promise<Kept>) => void;
  readonly drop: (kind: string, id: string) => void;
  /** An object that was loaded is none that can be used: it is dropped, and that is told. */
  readonly lose?: (kind: string, id: string, error: unknown) => void;
  /** Writes what has changed; rejects when it cannot be written (a full disk). */
  readonly flush: () => Promise<void>;
};

/** Keeps nothing: for tests, and for a lab without a folder. */
export const forgetful: Keeper = {
  load: () => new Map(),
  put: () => undefined,
  drop: () => undefined,
  flush: () => Promise.resolve(),
};

/** Throws an Error when something does not hold of a kept value. */
export function demandShape(holds: boolean): void {
  if (!holds) throw new Error('it has another shape than this version writes');
}

/** Hands each value of a kind to its room; what the room throws at, as it was written by another version or damaged, is lost. */
export function eachKept(keeper: Keeper, kind: string, take: (value: Kept, id: string) => void): void {
  for (const [id, value] of keeper.load(kind)) {
    try {
      take(value, id);
    } catch (error) {
      keeper.lose?.(kind, id, error);
    }
  }
}

/** The same for a room that has to wait, one value after the other. */
export async function eachKeptInTurn(
  keeper: Keeper,
  kind: string,
  take: (value: Kept, id: string) => Promise<void>,
): Promise<void> {
  for (const [id, value] of keeper.load(kind)) {
    await take(value, id).catch((error: unknown) => keeper.lose?.(kind, id, error));
  }
}
