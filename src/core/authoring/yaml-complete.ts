import type { Name } from './names';
import type { Place } from './place';
import type { Grammar, KeyFact, Slot, ValueFact } from './slot';
import type { Suggestion } from './suggestion';

/** The names of things that are known around a text. */
export type Known = (kind: string) => Iterable<Pick<Name, 'name'>>;

/** What may be written at a place of a YAML text. */
export function suggestionsAt(grammar: Grammar, place: Place, known: Known): readonly Suggestion[] {
  const slot = grammar.at(place.path, place.levels);
  if (slot === undefined) return [];
  if (place.role === 'key') return keysFor(slot, place, known, '');
  const values = valuesFor(slot, place, known);
  if (place.role === 'value') return values;
  if (!slot.isList) return [...values, ...keysFor(slot, place, known, '')];
  // Behind a key that wants a list, its first item is written with its dash.
  const item = [...place.path, '-'];
  const inner = grammar.at(item, place.levels);
  if (inner === undefined) return [];
  const ownKeys = keysFor(slot, place, known, '');
  const asItems = [...valuesFor(inner, place, known), ...keysFor(inner, { ...place, path: item }, known, '- ')];
  const dashed = asItems.map((one) => (one.kind === 'key' ? one : { ...one, insert: `- ${one.insert ?? one.label}` }));
  return [...dashed, ...ownKeys];
}

function keysFor(slot: Slot, place: Place, known: Known, dash: string): readonly Suggestion[] {
  const { path, levels, span, role } = place;
  const level = levels.at(-1);
  const taken =
    level !== undefined && level.path.join('/') === path.join('/') ? level.values : new Map<string, string>();
  const free = slot.keys.filter(({ name }) => !taken.has(name) || name === place.word);
  const named = [...slot.keyNames].flatMap((kind) => namesOf(kind, known));
  const keys = free.map((fact): Suggestion => {
    const { name, type, about, reference, isRequired } = fact;
    const insert = role === 'key' ? name : dash + name + behind(fact, place, dash.length);
    const goesOn = role !== 'key' && fact.opens !== 'list';
    return { label: name, kind: 'key', span, insert, detail: type, about, reference, isFirst: isRequired, goesOn };
  });
  const names = named
    .filter((name) => !taken.has(name) && !path.includes(name))
    .map((name): Suggestion => {
      const insert = role === 'key' ? name : `${name}:\n${' '.repeat(inset(place) + 2)}`;
      return { label: name, kind: 'name', span, insert, goesOn: true };
    });
  return [...names, ...keys];
}

/** What follows a key: a blank, or the next line with its indentation. */
function behind({ opens }: KeyFact, place: Place, more: number): string {
  if (opens === 'value' || place.isFlow) return ': ';
  const margin = ' '.repeat(inset(place) + more + 2);
  return opens === 'list' ? `:\n${margin}- ` : `:\n${margin}`;
}

/** An editor repeats the blanks that a line begins with; what stands behind a dash is deeper by the dash. */
const inset = ({ column, margin }: Place): number => column - margin;

function valuesFor(slot: Slot, { path, span, word }: Place, known: Known): readonly Suggestion[] {
  const own = path.length > 1 && path[0] === 'services' ? path[1] : undefined;
  const names = slot.names.flatMap((kind) =>
    namesOf(kind, known)
      .filter((name) => kind !== 'service' || name !== own)
      .map((name): Suggestion => ({ label: name, kind: 'name', span: untilColon(span, word) })),
  );
  return [...names, ...slot.values.map((fact, index) => valueFor(fact, span, index))];
}

function valueFor({ value, about }: ValueFact, span: Suggestion['span'], index: number): Suggestion {
  const label = value.replace(/^"(.*)"$/, '$1');
  return { label, kind: 'value', span, insert: value, about, isFirst: index === 0 };
}

/** Of `data:/var/lib`, the name goes as far as the colon. */
function untilColon({ start, end }: Suggestion['span'], word: string): Suggestion['span'] {
  const colon = word.indexOf(':');
  return colon === -1 ? { start, end } : { start, end: start + colon };
}

function namesOf(kind: string, known: Known): readonly string[] {
  return [...new Set([...known(kind)].map(({ name }) => name))];
}
