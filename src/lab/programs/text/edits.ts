/** A line of a comparison: kept, taken out of the first text or put in from the second; places count from 0. */
export type Edit = {
  readonly kind: 'keep' | 'out' | 'in';
  readonly text: string;
  readonly left: number;
  readonly right: number;
};

/** How many cells the table of common lines may have; beyond it what lies between counts as changed as a whole. */
const tableLimit = 4_000_000;

/** The lengths of the longest common subsequences of all endings, row by row. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly Uint32Array[] {
  const table = Array.from({ length: left.length + 1 }, () => new Uint32Array(right.length + 1));
  for (let i = left.length - 1; i >= 0; i--) {
    const [row, below] = [table[i], table[i + 1]];
    if (!row || !below) continue;
    for (let j = right.length - 1; j >= 0; j--)
      row[j] = left[i] === right[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
  }
  return table;
}

/** How many lines are equal at the beginning, and how many behind that at the end. */
function commonEnds(a: readonly string[], b: readonly string[]): { readonly start: number; readonly tail: number } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < most - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return { start, tail };
}

/** Is more in common behind the next line of the first text than behind that of the second? */
const longerDown = (table: readonly Uint32Array[] | undefined, i: number, j: number): boolean =>
  (table?.[i + 1]?.[j] ?? 0) >= (table?.[i]?.[j + 1] ?? 0);

/** What is done with the lines between the equal ends, in order. */
function* stepsOf(a: readonly string[], b: readonly string[]): Generator<Edit['kind']> {
  const table = a.length * b.length <= tableLimit ? commonLengths(a, b) : undefined;
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    const kind = table !== undefined && a[i] === b[j] ? 'keep' : longerDown(table, i, j) ? 'out' : 'in';
    yield kind;
    if (kind !== 'in') i++;
    if (kind !== 'out') j++;
  }
  for (; i < a.length; i++) yield 'out';
  for (; j < b.length; j++) yield 'in';
}

/** The fewest lines to take out and put in that make `left` to `right`; `same` is what counts for equality. */
export function editsBetween(
  left: readonly string[],
  right: readonly string[],
  same: (line: string) => string,
): readonly Edit[] {
  const [a, b] = [left.map(same), right.map(same)];
  const { start, tail } = commonEnds(a, b);
  const out: Edit[] = [];
  let [i, j] = [0, 0];
  const push = (kind: Edit['kind']): void => {
    out.push({ kind, text: (kind === 'in' ? right[j] : left[i]) ?? '', left: i, right: j });
    if (kind !== 'in') i++;
    if (kind !== 'out') j++;
  };
  while (i < start) push('keep');
  for (const kind of stepsOf(a.slice(start, a.length - tail), b.slice(start, b.length - tail))) push(kind);
  while (i < left.length) push('keep');
  return out;
}
