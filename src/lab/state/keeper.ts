/** JSON, and bytes, which the snapshot keeps as they are. */
export type Kept =
  string | number | boolean | null | undefined | Uint8Array | readonly Kept[] | { readonly [key: string]: Kept };

/**
 * Keeps the lab's objects over a crash. Objects are named by kind and id; whoever changes one says so, and the snapshot
 * asks for its value when it is next written, a moment later. What is on disk is always one whole snapshot.
 */
export type Keeper = {
  /** What the snapshot held at the start: values of a kind by id. */
  readonly load: (kind: string) => ReadonlyMap<string, Kept>;
  /** An object is new or has changed; `value` is called when the snapshot is written. */
  readonly put: (kind: string, id: string, value: () => Kept | Promise<Kept>) => void;
  readonly drop: (kind: string, id: string) => void;
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
