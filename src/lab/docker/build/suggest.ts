/** ` (did you mean RUN?)` when one of the options is nearly the word, nothing else; as BuildKit guesses. */
export function didYouMean(word: string, options: readonly string[]): string {
  const own = word.toLowerCase();
  let best: string | undefined;
  let least = 3;
  for (const option of options) {
    const distance = editDistance(own, option.toLowerCase());
    if (distance < least) [best, least] = [option, distance];
  }
  return best === undefined || least === 0 ? '' : ` (did you mean ${best}?)`;
}

/** Levenshtein's distance of two words; words far longer than any option are told apart by their length alone. */
function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
