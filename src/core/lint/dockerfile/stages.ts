import type { DockerFile, Instruction } from './file';
import { referenceOf, type Reference } from './image';
import { instructionsOf } from './instructions-of';

/** A stage and the ones that it is built on, itself first; -1, what stands before every FROM, is one of its own. */
export function lineage({ stages }: DockerFile, stage: number): readonly number[] {
  const line = [stage];
  for (let at = stages[stage]?.parent; at !== undefined; at = stages[at]?.parent) line.push(at);
  return line;
}

/** The stages whose layers are in the image: the last one, and those that it is built on. */
export function keptStages(file: DockerFile): ReadonlySet<number> {
  return new Set(lineage(file, file.stages.length - 1));
}

/** An image reference, and its name as people write it. */
export type RootImage = Reference & { readonly short: string };

const roots = new WeakMap<DockerFile, Map<number, RootImage | undefined>>();

/** The image that a stage comes from in the end; nothing when a variable or a template names it. */
export function rootImage(file: DockerFile, stage: number): RootImage | undefined {
  const known = roots.get(file) ?? new Map<number, RootImage | undefined>();
  roots.set(file, known);
  if (!known.has(stage)) known.set(stage, readRoot(file, stage));
  return known.get(stage);
}

function readRoot(file: DockerFile, stage: number): RootImage | undefined {
  const parent = file.stages[stage]?.parent;
  if (parent !== undefined) return rootImage(file, parent);
  const image = file.stages[stage]?.image?.value;
  if (image === undefined || /[^\w.:/@-]|:\/\//.test(image)) return undefined;
  const reference = referenceOf(image);
  return { ...reference, short: shortName(reference.name) };
}

/** `docker.io/library/nginx` is `nginx`. */
export const shortName = (name: string): string => name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');

/** The instructions of a stage, without triggers. */
export function ownOf(file: DockerFile, stage: number, ...keywords: readonly string[]): readonly Instruction[] {
  return instructionsOf(file, ...keywords).filter((one) => one.stage === stage && !one.onbuild);
}

/** For each stage its last instruction of a kind, triggers left out. */
export function lastOf(file: DockerFile, ...keywords: readonly string[]): ReadonlyMap<number, Instruction> {
  return new Map(instructionsOf(file, ...keywords).flatMap((one) => (one.onbuild ? [] : [[one.stage, one] as const])));
}

/** What a stage, or the nearest one that it is built on, has in such a table. */
export function inherited<Value>(file: DockerFile, stage: number, of: ReadonlyMap<number, Value>): Value | undefined {
  const owner = lineage(file, stage).find((one) => of.has(one));
  return owner === undefined ? undefined : of.get(owner);
}
