import { sameThing, type Name } from './names';

/** A name, and the file in which it stands; this one, when none is said. */
export type Placed = { readonly name: Name; readonly path?: string };

/** The names of other files. */
export type Others = Iterable<{ readonly path: string; readonly names: readonly Name[] }>;

/** The name that stands at a place. */
export function nameUnder(names: readonly Name[], offset: number): Name | undefined {
  return names.find(({ span }) => span.start <= offset && offset <= span.end);
}

/**
 * Where a thing gets the name that stands at a place.
 * @param here the names of the file itself
 */
export function definitionsAt(here: readonly Name[], offset: number, others: Others = []): readonly Placed[] {
  const all = usesAt(here, offset, others).filter(({ name }) => name.role === 'definition');
  const [only] = all;
  // Of stages with one name, the nearest above counts.
  if (only?.name.kind !== 'stage') return all;
  return [all.findLast(({ name }) => name.span.start <= offset) ?? only];
}

/** All places where the thing at a place is named, this one included; nothing where no name stands. */
export function usesAt(here: readonly Name[], offset: number, others: Others = []): readonly Placed[] {
  const wanted = nameUnder(here, offset);
  if (wanted === undefined) return [];
  const found: Placed[] = here.filter((one) => sameThing(one, wanted)).map((name) => ({ name }));
  if (wanted.scope !== undefined) return found;
  for (const { path, names } of others) {
    for (const name of names) if (sameThing(name, wanted)) found.push({ name, path });
  }
  return found;
}
