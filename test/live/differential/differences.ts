/** A difference that is known and right; `step` and `path` are the whole text or a pattern. */
export type KnownDifference = {
  readonly step: string | RegExp;
  /** `exit`, `stdout`, `stderr`, `events` or the path in a JSON value; all when absent. */
  readonly path?: string | RegExp;
  /** What must be in what the real engine or the lab says; anything when absent. */
  readonly says?: RegExp;
  readonly why: string;
};

export const knownDifferences: readonly KnownDifference[] = [];
