import type { Process } from '../kernel/process';
import { isPattern, matches, unescaped } from './pattern';

/** At most so many names come from one pattern. */
const most = 20_000;

/** The existing paths that a pattern matches, sorted. */
export async function glob(self: Process, pattern: string): Promise<readonly string[]> {
  const names = splitPath(pattern);
  let found: string[] = [pattern.startsWith('/') ? '/' : ''];
  for (const [index, name] of names.entries()) {
    const last = index === names.length - 1;
    const next: string[] = [];
    for (const base of found) {
      next.push(...(await level(self, base, name, last)));
      if (next.length > most) break;
    }
    found = next;
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}

/** The names of a path; a slash in `[…]` or behind a backslash is no matter in practice. */
const splitPath = (pattern: string): readonly string[] =>
  pattern.split('/').filter((name, index, all) => name !== '' || (index === all.length - 1 && index > 0));

async function level(self: Process, base: string, name: string, last: boolean): Promise<readonly string[]> {
  const join = (child: string): string => `${base}${base === '' || base.endsWith('/') ? '' : '/'}${child}`;
  if (!isPattern(name)) {
    const path = join(unescaped(name));
    const exists = await self.files.lstat(self.path(path === '' ? '.' : path)).catch(() => undefined);
    return exists ? [name === '' ? `${base}/` : path] : [];
  }
  const children = await self.files.list(self.path(base === '' ? '.' : base)).catch(() => []);
  const hits = children.filter((child) => (!child.startsWith('.') || name.startsWith('.')) && matches(name, child));
  if (last) return hits.map(join);
  const directories: string[] = [];
  for (const hit of hits) {
    const stat = await self.files.stat(self.path(join(hit))).catch(() => undefined);
    if (stat?.kind === 'directory') directories.push(join(hit));
  }
  return directories;
}
