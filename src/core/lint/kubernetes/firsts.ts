import type { Nearby } from '../nearby';
import { rememberedOf, type Part } from '../parts';
import type { Span } from '../rule';
import type { KubernetesFile } from './file';
import type { KubernetesObject } from './object';
import { onceOf } from './whole';

/** What makes two objects the same in some respect; nothing for one that is like no other. */
export type KeyOf = (object: KubernetesObject) => string | undefined;

/** The first object of a file with some key: its name, and the place of that in the whole file. */
type First = { readonly key: string; readonly name: string; readonly at: Span };

/** The objects here for which the file has had one with the same key before, with that one. */
export function* secondsIn(
  file: KubernetesFile,
  nearby: Nearby,
  keyOf: KeyOf,
): Iterable<{ readonly object: KubernetesObject; readonly first: First }> {
  const firsts = onceOf(file, nearby, keyOf, (parts) => firstsIn(parts, keyOf));
  const start = nearby.whole?.start ?? 0;
  for (const object of file.objects) {
    const first = firsts.get(keyOf(object) ?? '');
    if (first !== undefined && first.at.start !== start + (object.name?.span.start ?? 0)) yield { object, first };
  }
}

function firstsIn(parts: readonly Part<KubernetesFile>[], keyOf: KeyOf): ReadonlyMap<string, First> {
  const all = rememberedOf(parts, keyOf, ({ objects }) => objects.flatMap((object) => keyed(object, keyOf)));
  return new Map([...all].reverse().map((one) => [one.key, one]));
}

function keyed(object: KubernetesObject, keyOf: KeyOf): readonly First[] {
  const { name } = object;
  const key = keyOf(object);
  return key === undefined || name === undefined ? [] : [{ key, name: name.text, at: name.span }];
}
