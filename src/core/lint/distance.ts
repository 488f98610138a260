/** Damerau-Levenshtein distance, in which a transposition counts as one slip. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  for (let row = 1; row <= a.length; row += 1) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column += 1) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      const swapped = a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + same,
          swapped ? at(row - 2, column - 2) + 1 : Infinity,
        ),
      );
    }
  }
  return at(a.length, b.length);
}

/**
 * The one word that was probably meant: at most two slips and at most a third of the length away.
 * @returns nothing when no word, or more than one, is that near
 */
export function closest(word: string, candidates: Iterable<string>): string | undefined {
  const reach = Math.min(2, Math.floor(word.length / 3));
  let best = reach + 1;
  let found: string | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) > reach) continue;
    const steps = distance(word, candidate);
    if (steps < best) [best, found] = [steps, candidate];
    else if (steps === best) found = undefined;
  }
  return best <= reach ? found : undefined;
}
