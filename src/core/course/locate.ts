import type { InvalidFile, Reader } from './check';

/** A part of a text, in UTF-16 code units from its beginning. */
export type Span = { readonly start: number; readonly end: number };

/**
 * The part of a file that a place of its parsed content stands for: the value, else the nearest key above it, else the
 * first line. YAML and JSON by their parser's own ranges, INI by section and key, any other by its lines.
 * @param keys the place, from the root of what the reader gives
 * @param value what was parsed, for the place of an error
 */
export async function locate(text: string, reader: Reader, keys: readonly string[], value?: unknown): Promise<Span> {
  const line = (value as Partial<InvalidFile> | undefined)?.line;
  if (typeof line === 'number') return lineSpan(text, line);
  switch (reader) {
    case 'yaml':
    case 'json':
      return locateInYaml(text, keys);
    case 'ini':
      return locateInIni(text, keys);
    default:
      return lineSpan(text, 1);
  }
}

/** The words of a line, which counts from 1; the whole of a text that has fewer lines counts as its first. */
export function lineSpan(text: string, line: number): Span {
  const lines = text.split('\n');
  const index = line - 1 < lines.length ? line - 1 : 0;
  const before = lines.slice(0, index).reduce((sum, one) => sum + one.length + 1, 0);
  const words = lines[index] ?? '';
  const indent = words.length - words.trimStart().length;
  return { start: before + indent, end: before + words.trimEnd().length };
}

async function locateInYaml(text: string, keys: readonly string[]): Promise<Span> {
  const { parseDocument, isMap, isScalar, isSeq } = await import('yaml');
  const rangeOf = (node: unknown): Span | undefined => {
    const range = (node as { range?: readonly [number, number, number] | null } | null | undefined)?.range;
    return range ? { start: range[0], end: range[1] } : undefined;
  };
  let node: unknown = parseDocument(text).contents;
  let found = lineSpan(text, 1);
  for (const key of keys) {
    if (isMap(node)) {
      const pair = node.items.find((one) => isScalar(one.key) && String(one.key.value) === key);
      if (pair === undefined) return found;
      found = rangeOf(pair.key) ?? found;
      node = pair.value;
    } else if (isSeq(node) && /^\d+$/.test(key)) {
      node = node.items[Number(key)];
      found = rangeOf(node) ?? found;
    } else return found;
  }
  return isScalar(node) && node.value !== null ? (rangeOf(node) ?? found) : found;
}

function locateInIni(text: string, [section = '', key]: readonly string[]): Span {
  const lines = text.split('\n');
  const head = section === '' ? -1 : lines.findIndex((one) => one.trim() === `[${section}]`);
  if (section !== '' && head < 0) return lineSpan(text, 1);
  const next = lines.findIndex((one, index) => index > head && /^\s*\[/.test(one));
  const inside = lines.slice(head + 1, next < 0 ? undefined : next);
  const index = inside.findIndex((one) => one.split('=')[0]?.trim() === key);
  return lineSpan(text, index < 0 ? Math.max(1, head + 1) : head + index + 2);
}
