import type { Fact } from '../lint/kubernetes/world';
import { labelHints } from './kubernetes/labels';
import { blanks, readLine } from './line';
import type { Name } from './names';
import { composeSections } from './names/compose';
import { sketchAt, sketchesIn, sketchValue, type Sketch } from './sketch';
import type { Hint, Known } from './slot';

/** What other files say. */
export type Elsewhere = { readonly names?: Iterable<Name>; readonly facts?: Iterable<Fact> };

/**
 * The names and the labels that a text gives, found by the looks of its lines: also while it is broken, and without
 * parsing it.
 * @param roomId the id of the room of the text
 * @param offset the place from which they are looked for
 */
export function knownIn(roomId: string, text: string, offset: number, { names = [], facts = [] }: Elsewhere): Known {
  if (roomId === 'compose' || roomId === 'heat')
    return (wanted) => (typeof wanted === 'string' ? keysBelow(text, sectionOf(wanted)) : []);
  const defined = [...names].filter(({ role, scope }) => role === 'definition' && scope === undefined);
  let read: readonly Sketch[] | undefined;
  return (wanted) => {
    const sketches = (read ??= roomId === 'kubernetes' ? sketchesIn(text) : []);
    if (typeof wanted !== 'string') return labelHints(wanted, sketches, offset, facts);
    if (wanted === 'volume') return volumesOf(sketchAt(sketches, offset));
    return [...sketches.flatMap((one) => nameOf(one, wanted)), ...defined.filter(({ kind }) => kind === wanted)];
  };
}

function sectionOf(kind: string): string {
  if (kind === 'parameter' || kind === 'resource') return `${kind}s`;
  return Object.entries(composeSections).find(([, one]) => one === kind)?.[0] ?? '';
}

/** The keys one level below a key at the top. */
function keysBelow(text: string, section: string): readonly Hint[] {
  const found: Hint[] = [];
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
      if (key !== undefined && key !== '<<' && !key.startsWith('x-')) found.push({ name: key });
    }
  }
  return found;
}

/** The name of an object, when it is of a kind. */
function nameOf(sketch: Sketch, kind: string): readonly Hint[] {
  const name = sketchValue(sketch, 'metadata', 'name');
  return sketchValue(sketch, 'kind') === kind && name !== undefined && name !== '' ? [{ name }] : [];
}

/** The volumes of an object's Pod. */
function volumesOf(sketch: Sketch | undefined): readonly Hint[] {
  return (sketch?.leaves ?? []).flatMap(({ path, value }) => {
    const steps = path.slice(path.at(-2) === 'metadata' ? -4 : -3).join('/');
    const isVolume = steps === 'volumes/-/name' || steps === 'volumeClaimTemplates/-/metadata/name';
    return isVolume && value !== '' ? [{ name: value }] : [];
  });
}

function* linesOf(text: string): Iterable<string> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    yield text.slice(start, text[end - 1] === '\r' ? end - 1 : end);
    start = end + 1;
  }
}
