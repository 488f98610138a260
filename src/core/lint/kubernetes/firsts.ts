import type { Nearby } from '../nearby';
import type { Part } from '../parts';
import type { Span } from '../rule';
import type { KubernetesFile } from './file';
import type { KubernetesObject } from './object';
import { onceOf } from './whole';

/** What makes two objects the same in some respect; nothing for one that is like no other. */
export type KeyOf = (object: KubernetesObject) => string | undefined;

/** The first object of a file with some key, and the place of its name in the whole file. */
type First = { readonly object: KubernetesObject; readonly name: string; readonly at: Span };

/** The objects here for which the file has had one with the same key before, with that one. */
export function* secondsIn(
  file: KubernetesFile,
  nearby: Nearby,
  keyOf: KeyOf,
): Iterable<{ readonly object: KubernetesObject; readonly first: First }> {
  const firsts = onceOf(file, nearby, keyOf, (parts) => firstsIn(parts, keyOf));
  for (const object of file.objects) {
    const first = firsts.get(keyOf(object) ?? '');
    if (first !== undefined && first.object !== object) yield { object, first };
  }
}

function firstsIn(parts: readonly Part<KubernetesFile>[], keyOf: KeyOf): ReadonlyMap<string, First> {
  const firsts = new Map<string, First>();
  for (const { at, file } of parts) {
    for (const object of file.objects) {
      const { name } = object;
      const key = name && keyOf(object);
      if (key === undefined || name === undefined || firsts.has(key)) continue;
      firsts.set(key, { object, name: name.text, at: { start: name.span.start + at, end: name.span.end + at } });
    }
  }
  return firsts;
}
