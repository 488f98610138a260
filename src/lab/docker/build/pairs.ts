import type { Pair } from './action';
import type { Line } from './lines';
import { DockerfileError } from './refusal';

/** The pairs of an ENV or LABEL, `name=value …` or the old `name value`. Throws DockerfileError. */
export function readPairs({ keyword, words, rest }: Line): readonly Pair[] {
  const first = words[0];
  if (first === undefined) return [];
  if (!first.includes('=')) {
    const value = rest.slice(rest.indexOf(first) + first.length).trim();
    if (value === '') throw new DockerfileError(`${keyword} must have two arguments`);
    return [{ name: first, value }];
  }
  return words.map((word) => {
    const at = word.indexOf('=');
    if (at === -1)
      throw new DockerfileError(`Syntax error - can't find = in "${word}". Must be of the form: name=value`);
    if (at === 0) throw new DockerfileError(`${keyword} names can not be blank`);
    return { name: word.slice(0, at), value: word.slice(at + 1) };
  });
}
