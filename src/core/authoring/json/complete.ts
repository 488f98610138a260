import { types, type Grammar, type KeyFact, type Known } from '../slot';
import type { Suggestion } from '../suggestion';
import { keysFor, valuesFor } from '../yaml-complete';
import type { JsonPlace } from './place';

/** What may be written at a place of a JSON text: with its quotes, its brackets, and the commas around it. */
export function suggestionsInJson(grammar: Grammar, place: JsonPlace, known: Known): readonly Suggestion[] {
  const { path, levels, role, span, isFollowed, commaAt } = place;
  const slot = grammar.at(path, levels);
  if (slot === undefined) return [];
  const end = isFollowed && role !== 'key' ? ',' : '';
  const shared = { span, commaAt: role === 'key' ? undefined : commaAt };
  if (role === 'value')
    return valuesFor(slot, place, known).map((one) => {
      const value = one.kind === 'name' ? JSON.stringify(one.label) : valueOf(one.insert ?? one.label);
      return { ...one, ...shared, insert: value + end, filter: value };
    });
  return keysFor(slot, { ...place, role: 'key' }, known, '').map((one) => {
    const key = JSON.stringify(one.label);
    if (role === 'key') return { ...one, ...shared, insert: key, filter: key };
    const fact = slot.keys.find(({ name }) => name === one.label);
    const hasTables = (grammar.at([...path, one.label, '-'], levels)?.keys.length ?? 0) > 0;
    const { opening, chosen, closing } = bodyOf(fact, hasTables);
    const start = `${key}: ${opening}`;
    const chosenAt = { start: start.length, end: start.length + chosen.length };
    return { ...one, ...shared, insert: start + chosen + closing + end, filter: key, chosenAt, goesOn: true };
  });
}

/** A word as a value: what JSON has words for stays as it is, and so does what stands in quotes. */
function valueOf(word: string): string {
  return /^(?:".*"|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?)$/.test(word) ? word : JSON.stringify(word);
}

/** A first value for a key, and what of it the author replaces. */
function bodyOf(
  fact: KeyFact | undefined,
  hasTables: boolean,
): { readonly opening: string; readonly chosen: string; readonly closing: string } {
  if (fact?.opens === 'table') return { opening: '{', chosen: '', closing: '}' };
  if (fact?.opens === 'list')
    return hasTables ? { opening: '[{', chosen: '', closing: '}]' } : { opening: '[', chosen: '', closing: ']' };
  if (fact?.type === types.flag) return { opening: '', chosen: 'false', closing: '' };
  const isNumber = fact?.type === types.integer || fact?.type === types.number;
  return isNumber ? { opening: '', chosen: '0', closing: '' } : { opening: '"', chosen: '', closing: '"' };
}
