import { composeGrammar } from './compose/grammar';
import { daemonGrammar } from './daemon';
import { completeDockerfile } from './dockerfile/complete';
import { kubernetesGrammar, type Words } from './kubernetes/grammar';
import { suggestionsInJson } from './json/complete';
import { jsonPlaceAt } from './json/place';
import { knownIn, type Elsewhere } from './nearby-names';
import { cloudInitGrammar, cloudsGrammar, heatGrammar } from './openstack';
import { placeAt } from './place';
import { isJson } from './sketch';
import type { Grammar } from './slot';
import type { Suggestion } from './suggestion';
import { suggestionsAt } from './yaml-complete';

const grammars: Readonly<Record<string, Grammar>> = {
  compose: composeGrammar,
  heat: heatGrammar,
  'cloud-init': cloudInitGrammar,
  'clouds-yaml': cloudsGrammar,
  'daemon-json': daemonGrammar,
};

const noWords: Words = {};
const byWords = new WeakMap<Words, Grammar>();

/** The grammar of a room whose files are written in YAML or JSON; nothing for others. */
export function grammarOf(roomId: string, words: Words = noWords): Grammar | undefined {
  if (roomId !== 'kubernetes') return Object.hasOwn(grammars, roomId) ? grammars[roomId] : undefined;
  const known = byWords.get(words) ?? kubernetesGrammar(words);
  byWords.set(words, known);
  return known;
}

/** What a completion may know besides the text. */
export type Beside = Elsewhere & {
  /** The descriptions of Kubernetes' API. */
  readonly words?: Words | undefined;
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
  if (grammar === undefined) return [];
  const known = knownIn(roomId, text, offset, beside);
  if (isJson(text)) {
    const place = jsonPlaceAt(text, offset);
    return place === undefined ? [] : suggestionsInJson(grammar, place, known);
  }
  const place = placeAt(text, offset);
  return place === undefined ? [] : suggestionsAt(grammar, place, known);
}
