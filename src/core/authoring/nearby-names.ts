import { blanks, readLine, type Line } from './line';
import type { Name } from './names';
import { composeSections } from './names/compose';
import type { Known } from './yaml-complete';

/**
 * The names that a text gives, found by the looks of its lines: also while it is broken, and without parsing it.
 * @param roomId the id of the room of the text
 * @param offset the place from which they are looked for
 * @param others what other files name
 */
export function knownIn(roomId: string, text: string, offset: number, others: Iterable<Name> = []): Known {
  const defined = [...others].filter(({ role, scope }) => role === 'definition' && scope === undefined);
  const elsewhere = (kind: string): readonly Name[] => defined.filter((one) => one.kind === kind);
  if (roomId === 'compose' || roomId === 'heat') return (kind) => keysBelow(text, sectionOf(kind));
  if (roomId !== 'kubernetes') return elsewhere;
  return (kind) => {
    if (kind === 'volume') return volumesAround(text, offset);
    return [...objectsIn(text).filter((one) => one.kind === kind), ...elsewhere(kind)];
  };
}

function sectionOf(kind: string): string {
  if (kind === 'parameter' || kind === 'resource') return `${kind}s`;
  return Object.entries(composeSections).find(([, one]) => one === kind)?.[0] ?? '';
}

type Found = { readonly kind: string; readonly name: string };

/** The keys one level below a key at the top. */
function keysBelow(text: string, section: string): readonly Found[] {
  const found: Found[] = [];
  let isInside = false;
  let column: number | undefined;
  for (const written of linesOf(text)) {
    const first = blanks(written, 0);
    if (first >= written.length || written[first] === '#') continue;
    if (first === 0) {
      isInside = readLine(written).key === section;
      column = undefined;
    } else if (isInside) {
      column ??= first;
      const key = first === column ? readLine(written).key : undefined;
      if (key !== undefined && key !== '<<' && !key.startsWith('x-')) found.push({ kind: section, name: key });
    }
  }
  return found;
}

/** The objects of a manifest: kind and name, where both stand in their usual places. */
export function objectsIn(text: string): readonly Found[] {
  const found: Found[] = [];
  let kind = '';
  let name = '';
  let isMetadata = false;
  let column: number | undefined;
  const finish = (): void => {
    if (kind !== '' && name !== '') found.push({ kind, name });
    kind = name = '';
    isMetadata = false;
  };
  for (const written of linesOf(text)) {
    const first = blanks(written, 0);
    if (written.startsWith('---')) finish();
    else if (first === 0 && /^[a-z]/i.test(written)) {
      const { key, valueStart, valueEnd } = readLine(written);
      isMetadata = key === 'metadata';
      column = undefined;
      if (key === 'kind') kind = written.slice(valueStart, valueEnd);
    } else if (isMetadata && first < written.length && written[first] !== '#') {
      column ??= first;
      const { key, valueStart, valueEnd } = readLine(written);
      if (first === column && key === 'name') name = written.slice(valueStart, valueEnd).replace(/["']/g, '');
    }
  }
  finish();
  return found;
}

/** The volumes of the Pod around a place, or of the document. */
function volumesAround(text: string, offset: number): readonly Found[] {
  const before = text.lastIndexOf('\n---', offset);
  const after = text.indexOf('\n---', offset);
  const found: Found[] = [];
  let column = Infinity;
  for (const written of linesOf(text.slice(before + 1, after === -1 ? undefined : after))) {
    const first = blanks(written, 0);
    if (first >= written.length || written[first] === '#') continue;
    const line = readLine(written);
    if (line.key === 'volumes' || line.key === 'volumeClaimTemplates') column = first;
    else if (first < column || (first === column && line.dashes.length === 0)) column = Infinity;
    else if (line.key === 'name' && line.column <= column + 6)
      found.push({ kind: 'volume', name: plainValue(written, line) });
  }
  return found.filter(({ name }) => name !== '');
}

const plainValue = (written: string, { valueStart, valueEnd }: Line): string =>
  written.slice(valueStart, valueEnd).replace(/["']/g, '');

function* linesOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
  }
}
