import { meaningOf } from '../lint/kubernetes/yaml11';
import type { Place } from './place';
import type { Grammar, Hint, KeyFact, Known, Slot, ValueFact, Wanted } from './slot';
import type { Suggestion } from './suggestion';

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

/** The keys that may stand in the table at a place, with a dash before them where they begin its item. */
export function keysFor(slot: Slot, place: Place, known: Known, dash: string): readonly Suggestion[] {
  const { path, levels, span, role } = place;
  const level = levels.at(-1);
  const taken =
    level !== undefined && level.path.join('/') === path.join('/') ? level.values : new Map<string, string>();
  const free = slot.keys.filter(({ name }) => !taken.has(name) || name === place.word);
  const keys = free.map((fact): Suggestion => {
    const { name, type, about, reference, isRequired } = fact;
    const insert = role === 'key' ? name : dash + name + behind(fact, place, dash.length);
    const goesOn = role !== 'key' && fact.opens !== 'list';
    return { label: name, kind: 'key', span, insert, detail: type, about, reference, isFirst: isRequired, goesOn };
  });
  const names = slot.keyNames.flatMap((wanted) =>
    hintsFor(wanted, known)
      .filter(({ name }) => !path.includes(name) && (!taken.has(name) || name === place.word))
      .map(({ name, rank, detail }): Suggestion => {
        const opens = typeof wanted === 'string' ? 'table' : 'value';
        const insert = written(name, place) + (role === 'key' ? '' : behind({ opens }, place, 0));
        return { label: name, kind: 'name', span, insert, goesOn: role !== 'key', rank, detail };
      }),
  );
  return [...names, ...keys];
}

/** What follows a key: a blank, or the next line with its indentation. */
function behind({ opens }: Pick<KeyFact, 'opens'>, place: Place, more: number): string {
  if (opens === 'value' || place.isFlow) return ': ';
  const margin = ' '.repeat(inset(place) + more + 2);
  return opens === 'list' ? `:\n${margin}- ` : `:\n${margin}`;
}

/** An editor repeats the blanks that a line begins with; what stands behind a dash is deeper by the dash. */
const inset = ({ column, margin }: Place): number => column - margin;

/** The names and the values that may stand at a place. */
export function valuesFor(slot: Slot, place: Place, known: Known): readonly Suggestion[] {
  const { path, span, word } = place;
  const own = path.length > 1 && path[0] === 'services' ? path[1] : undefined;
  const names = slot.names.flatMap((wanted) =>
    hintsFor(wanted, known)
      .filter(({ name }) => wanted !== 'service' || name !== own)
      .map(({ name, rank, detail }): Suggestion => ({
        label: name,
        kind: 'name',
        span: untilColon(span, word),
        insert: written(name, place),
        rank,
        detail,
      })),
  );
  return [...names, ...slot.values.map((fact, index) => valueFor(fact, place, index))];
}

function valueFor({ value, about }: ValueFact, { span, isQuoted }: Place, index: number): Suggestion {
  const label = value.replace(/^"(.*)"$/, '$1');
  return { label, kind: 'value', span, insert: isQuoted ? label : value, about, isFirst: index === 0 };
}

/** A name as YAML reads it back as text. */
function written(name: string, { isQuoted }: Place): string {
  const isWord = /^[\w/][\w./-]*$/.test(name) && !/^null$/i.test(name);
  const isText = isWord && meaningOf({ style: 'plain', tag: undefined, text: name }) === 'text';
  return isQuoted || isText ? name : JSON.stringify(name);
}

/** Of `data:/var/lib`, the name goes as far as the colon. */
function untilColon({ start, end }: Suggestion['span'], word: string): Suggestion['span'] {
  const colon = word.indexOf(':');
  return colon === -1 ? { start, end } : { start, end: start + colon };
}

/** What is known, each name once: where it is nearest. */
function hintsFor(wanted: Wanted, known: Known): readonly Hint[] {
  const hints = new Map<string, Hint>();
  for (const hint of known(wanted)) if (!hints.has(hint.name)) hints.set(hint.name, hint);
  return [...hints.values()];
}
