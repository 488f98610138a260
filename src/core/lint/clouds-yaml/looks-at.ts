import type { CloudsFile } from './file';

/** How far up a work tree of Git is looked for. */
const levels = 6;

/** The folders above in which a work tree may begin, and what may tell Git to leave this file out. */
export function* looksAt({ clouds }: CloudsFile): Iterable<string> {
  if (clouds.length === 0) return;
  for (let level = 0; level <= levels; level += 1) {
    const folder = '../'.repeat(level);
    yield `${folder}.git`;
    yield `${folder}.gitignore`;
  }
}

/** The folders from this one up. */
export const foldersUp = (): readonly string[] => Array.from({ length: levels + 1 }, (_, level) => '../'.repeat(level));
