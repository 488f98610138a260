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

/** The fewest lines to take out and put in that make `left` to `right`; `same` is what counts for equality. */
export function editsBetween(
  left: readonly string[],
  right: readonly string[],
  same: (line: string) => string,
): readonly Edit[] {
  const [a, b] = [left.map(same), right.map(same)];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < a.length - start && tail < b.length - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const [midA, midB] = [a.slice(start, a.length - tail), b.slice(start, b.length - tail)];
  const table = midA.length * midB.length <= tableLimit ? commonLengths(midA, midB) : undefined;
  const out: Edit[] = [];
  let [i, j] = [0, 0];
  const push = (kind: Edit['kind']): void => {
    const text = (kind === 'in' ? right[j] : left[i]) ?? '';
    out.push({ kind, text, left: i, right: j });
    if (kind !== 'in') i++;
    if (kind !== 'out') j++;
  };
  while (i < start) push('keep');
  const [endA, endB] = [a.length - tail, b.length - tail];
  while (i < endA || j < endB) {
    if (i < endA && j < endB && a[i] === b[j] && table) push('keep');
    else if (i < endA && (j >= endB || !table || longer(table, i - start, j - start))) push('out');
    else push('in');
  }
  while (i < left.length) push('keep');
  return out;
}

const longer = (table: readonly Uint32Array[], i: number, j: number): boolean =>
  (table[i + 1]?.[j] ?? 0) >= (table[i]?.[j + 1] ?? 0);
