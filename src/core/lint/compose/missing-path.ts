import { changeTo } from '../change-to';
import { closest } from '../distance';
import type { Nearby } from '../nearby';
import type { Fix } from '../rule';
import { nameOf, parentOf, type NamedPath } from './surroundings';

/** Is it certain that nothing stands at a path? */
export function isMissing({ path }: NamedPath, nearby: Nearby): boolean {
  return nearby.at(path)?.kind === 'nothing';
}

/** The name beside a missing one that was probably meant. */
export function meantBeside({ path }: NamedPath, nearby: Nearby): string | undefined {
  const folder = nearby.at(parentOf(path));
  const name = nameOf(path);
  if (folder?.kind !== 'folder') return undefined;
  return folder.names.find((one) => one.toLowerCase() === name.toLowerCase()) ?? closest(name, folder.names);
}

/** The fix that writes the name that was probably meant. */
export function renamed({ path, scalar, start }: NamedPath, meant: string | undefined): Fix | undefined {
  const name = nameOf(path);
  const at = scalar.text.lastIndexOf(name, start + (scalar.text.split(':')[0] ?? '').length);
  if (meant === undefined || at === -1 || scalar.inner === undefined || !/^[\w.-]+$/.test(meant)) return undefined;
  return changeTo(scalar.part(at, at + name.length), meant);
}
