/** A pattern of a `.dockerignore`. */
export type IgnorePattern = {
  readonly isException: boolean;
  readonly steps: readonly string[];
  readonly text: string;
};

/** Reads the patterns; comments, empty lines and what has no path are left out. */
export function ignorePatterns(text: string): readonly IgnorePattern[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const trimmed = line.replace(/^\uFEFF/, '').trim();
    if (trimmed === '' || trimmed.startsWith('#')) return [];
    const isException = trimmed.startsWith('!');
    const path = trimmed.slice(isException ? 1 : 0).trim();
    const steps = path.split('/').filter((step) => step !== '' && step !== '.');
    return steps.length === 0 ? [] : [{ isException, steps, text: path }];
  });
}

/** The pattern that keeps a path out, if the last one that matches it, or a folder above it, does so. */
export function ignoredBy(path: string, patterns: readonly IgnorePattern[]): IgnorePattern | undefined {
  const steps = path.split('/');
  const last = patterns.findLast((pattern) =>
    steps.some((_, index) => stepsMatch(pattern.steps, steps.slice(0, index + 1))),
  );
  return last?.isException === false ? last : undefined;
}

/** Compares a path with a pattern step by step; `**` stands for any number of steps. */
const stepsMatch = (pattern: readonly string[], path: readonly string[]): boolean =>
  glob(pattern, path, (step) => step === '**', stepMatches);

const stepMatches = (pattern: string, step: string): boolean => {
  if (!/[*?[\\]/.test(pattern)) return pattern === step;
  const signs = pattern.match(/\\[^]|\[[^\]]*\]|[^]/g) ?? [];
  return glob(signs, Array.from(step), (sign) => sign === '*' || sign === '**', signMatches);
};

function signMatches(sign: string, character: string): boolean {
  if (sign === '?') return true;
  if (sign.startsWith('\\')) return sign[1] === character;
  if (!sign.startsWith('[') || sign.length < 3) return sign === character;
  const isNegated = sign[1] === '^' || sign[1] === '!';
  const inside = sign.slice(isNegated ? 2 : 1, -1);
  const ranges = inside.match(/[^]-[^]|[^]/g) ?? [];
  return (
    ranges.some((range) =>
      range.length === 3 ? character >= (range[0] ?? '') && character <= (range[2] ?? '') : character === range,
    ) !== isNegated
  );
}

/** Matches a list with stars, going back to the last star only: never more than length times length steps. */
function glob<Part>(
  pattern: readonly string[],
  parts: readonly Part[],
  isStar: (sign: string) => boolean,
  same: (sign: string, part: Part) => boolean,
): boolean {
  let [at, star, mark] = [0, -1, 0];
  let index = 0;
  while (index < parts.length) {
    const sign = pattern[at];
    const part = parts[index];
    if (sign !== undefined && isStar(sign)) [star, mark, at] = [at, index, at + 1];
    else if (sign !== undefined && part !== undefined && same(sign, part)) [at, index] = [at + 1, index + 1];
    else if (star !== -1) [at, mark, index] = [star + 1, mark + 1, mark + 1];
    else return false;
  }
  return pattern.slice(at).every(isStar);
}
