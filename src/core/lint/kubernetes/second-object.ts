import type { Entry, Mapping } from '../yaml/tree';

/** The key with which a second object starts in a document, when one does. */
export function secondObjectIn({ own, isFlow, isClear }: Mapping): Entry | undefined {
  if (isFlow || isClear) return undefined;
  const seen = new Set<string>();
  for (const [index, entry] of own.entries()) {
    const name = entry.key.text;
    if (seen.has(name)) {
      const rest = new Set(own.slice(index).map(({ key }) => key.text));
      const isObject = rest.has('kind') && rest.has('apiVersion') && (name === 'kind' || name === 'apiVersion');
      return isObject ? entry : undefined;
    }
    seen.add(name);
  }
  return undefined;
}
