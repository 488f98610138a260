import type { Entry } from '../yaml/tree';
import { fieldsOf } from './schema/models';
import type { Node, Walk } from './walk';

/**
 * Entries that stand beside the key whose children they are, with that key: behind one that is empty, or behind a
 * list whose last item they belong to.
 */
export function outdentedIn(walk: Walk): ReadonlyMap<Entry, Entry> {
  const found = new Map<Entry, Entry>();
  for (const { node, entry } of walk.unknown) {
    const before = node.map.isFlow ? undefined : node.map.own[node.map.own.indexOf(entry) - 1];
    const parent = before && (found.get(before) ?? before);
    if (parent !== undefined && isChild(node, parent, entry.key.text)) found.set(entry, parent);
  }
  return found;
}

function isChild({ type }: Node, { key, value }: Entry, name: string): boolean {
  const ofParent = fieldsOf(type).get(key.text)?.type ?? '';
  const isList = ofParent.startsWith('[');
  const isOpen = isList ? value?.kind === 'sequence' && !value.isFlow : value === undefined;
  return isOpen && fieldsOf(ofParent.slice(isList ? 1 : 0)).has(name);
}
