import type { DockerFile } from '../lint/dockerfile/file';
import { grammarOf } from './complete';
import { explainDockerfile, type ExplainOptions } from './dockerfile/explain';
import type { Words } from './kubernetes/grammar';
import { jsonPlaceAt } from './json/place';
import { placeAt } from './place';
import { isJson } from './sketch';
import type { Explanation } from './suggestion';
import { explanationAt } from './yaml-explain';

export type { ExplainOptions } from './dockerfile/explain';

/**
 * Explains what stands at a place; nothing where nothing is known.
 * @param roomId the id of the text's room
 * @param file what the room has read; needed for a Dockerfile
 * @param words the descriptions of Kubernetes' API
 */
export function explainAt(
  roomId: string,
  text: string,
  file: unknown,
  offset: number,
  options: ExplainOptions & { readonly words?: Words | undefined },
): Explanation | undefined {
  if (roomId === 'dockerfile') return explainDockerfile(file as DockerFile, offset, options);
  const grammar = grammarOf(roomId, options.words);
  const place = grammar && (isJson(text) ? jsonPlaceAt : placeAt)(text, offset);
  if (grammar === undefined || place === undefined) return undefined;
  const { start, end } = place.span;
  return offset < start || offset > end ? undefined : explanationAt(grammar, place, options.language);
}
