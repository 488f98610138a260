import { stepsMatch } from './dockerfile/ignore-patterns';

/** A pattern of a `.gitignore`: https://git-scm.com/docs/gitignore (November 2026); the tests ask git itself. */
export type GitPattern = {
  readonly isException: boolean;
  /** Is it about folders only? */
  readonly isFolder: boolean;
  readonly steps: readonly string[];
};

/** Reads the patterns of a `.gitignore`, in their order; comments and empty lines are left out. */
export function gitPatterns(text: string): readonly GitPattern[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter((line) => !line.startsWith('#'))
    .map(withoutBlanks)
    .filter((line) => line !== '')
    .map(patternOf);
}

/** Blanks at the end count for nothing, but for one behind a backslash. */
function withoutBlanks(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') end -= 1;
  let slashes = 0;
  while (line[end - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1 && end < line.length ? line.slice(0, end + 1) : line.slice(0, end);
}

function patternOf(line: string): GitPattern {
  const isException = line.startsWith('!');
  const whole = isException ? line.slice(1) : line;
  const isFolder = whole.endsWith('/');
  const path = isFolder ? whole.slice(0, -1) : whole;
  const steps = path.replace(/^\//, '').split('/');
  // What is in a folder, and not the folder itself.
  if (steps.length > 1 && steps.at(-1) === '**') steps.push('*');
  return { isException, isFolder, steps: path.includes('/') ? steps : ['**', ...steps] };
}

/**
 * Is a file left out? In a folder that is left out, nothing can be taken back in.
 * @param path the path of a file, with slashes
 * @param patterns those that have the last word are the last ones
 */
export function isGitIgnored(path: string, patterns: readonly GitPattern[]): boolean {
  const steps = path.split('/');
  return steps.some((_, index) => {
    const isFile = index === steps.length - 1;
    const above = steps.slice(0, index + 1);
    const last = patterns.findLast((one) => !(one.isFolder && isFile) && stepsMatch(one.steps, above));
    return last?.isException === false;
  });
}
