import type { DockerFile, Instruction } from './file';

const known = new WeakMap<DockerFile, Map<string, readonly Instruction[]>>();

/** The instructions with one of these keywords, in the order of the file; found once a file. */
export function instructionsOf(file: DockerFile, ...keywords: readonly string[]): readonly Instruction[] {
  const lists = known.get(file) ?? new Map<string, readonly Instruction[]>();
  known.set(file, lists);
  const key = keywords.join(' ');
  const list = lists.get(key) ?? file.instructions.filter(({ keyword }) => keywords.includes(keyword));
  lists.set(key, list);
  return list;
}
