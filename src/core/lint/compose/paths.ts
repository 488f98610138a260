import type { Entry, Value } from '../yaml/tree';

/** The entry that a row of keys leads to. */
export function entryAt(value: Value | undefined, ...keys: readonly string[]): Entry | undefined {
  let entry: Entry | undefined;
  let here = value;
  for (const key of keys) {
    entry = here?.kind === 'mapping' ? here.all.get(key) : undefined;
    here = entry?.value;
  }
  return entry;
}

/** Every single value below a value; what is in a list or a table once, however many aliases lead to it. */
export function* scalarsIn(root: Value | undefined): Iterable<Value & { readonly kind: 'scalar' }> {
  const seen = new Set<Value>();
  const open: (Value | undefined)[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (value?.kind === 'scalar') yield value;
    if (value === undefined || value.kind === 'scalar' || seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'sequence') for (const item of value.items) open.push(item.value);
    else {
      for (const entry of value.own) open.push(entry.value);
      open.push(...value.merged);
    }
  }
}
