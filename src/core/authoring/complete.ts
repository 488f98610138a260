import { composeGrammar } from './compose/grammar';
import { completeDockerfile } from './dockerfile/complete';
import { kubernetesGrammar, type Words } from './kubernetes/grammar';
import type { Name } from './names';
import { knownIn } from './nearby-names';
import { cloudInitGrammar, cloudsGrammar, heatGrammar } from './openstack';
import { placeAt } from './place';
import type { Grammar } from './slot';
import type { Suggestion } from './suggestion';
import { suggestionsAt } from './yaml-complete';

const grammars: Readonly<Record<string, Grammar>> = {
  compose: composeGrammar,
  heat: heatGrammar,
  'cloud-init': cloudInitGrammar,
  'clouds-yaml': cloudsGrammar,
};

const noWords: Words = {};
const byWords = new WeakMap<Words, Grammar>();

/** The grammar of a room whose files are written in YAML; nothing for others. */
export function grammarOf(roomId: string, words: Words = noWords): Grammar | undefined {
  if (roomId !== 'kubernetes') return Object.hasOwn(grammars, roomId) ? grammars[roomId] : undefined;
  const known = byWords.get(words) ?? kubernetesGrammar(words);
  byWords.set(words, known);
  return known;
}

/** What a completion may know besides the text. */
export type Beside = {
  /** The descriptions of Kubernetes' API. */
  readonly words?: Words | undefined;
  /** What other files name. */
  readonly names?: Iterable<Name>;
};

/**
 * What may be written at a place; found by lines, without parsing, so that it is quick and works in broken texts.
 * @param roomId the id of the text's room
 */
export function completionsAt(
  roomId: string,
  text: string,
  offset: number,
  beside: Beside = {},
): readonly Suggestion[] {
  if (roomId === 'dockerfile') return completeDockerfile(text, offset);
  const grammar = grammarOf(roomId, beside.words);
  const place = grammar && placeAt(text, offset);
  if (grammar === undefined || place === undefined) return [];
  return suggestionsAt(grammar, place, knownIn(roomId, text, offset, beside.names));
}
