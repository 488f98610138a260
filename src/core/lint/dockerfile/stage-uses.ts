import type { Span } from '../rule';
import type { DockerFile, Instruction } from './file';
import { flagsOf } from './flags';
import { instructionsOf } from './instructions-of';

/** A place that names a stage or an image to copy from. */
export type FromUse = { readonly value: string; readonly span: Span; readonly instruction: Instruction };

/** What `COPY --from` and `RUN --mount=…,from=` name. */
export function* fromUses(file: DockerFile): Iterable<FromUse> {
  for (const instruction of instructionsOf(file, 'COPY', 'RUN')) {
    for (const { name, value, valueSpan } of flagsOf(instruction)) {
      if (name === 'from' && value) yield { value, span: valueSpan, instruction };
      const inMount = name === 'mount' ? /(?:^|,)from=([^,]*)/.exec(value ?? '') : null;
      const found = inMount?.[1];
      if (inMount === null || found === undefined || found === '') continue;
      const start = valueSpan.start + inMount.index + inMount[0].length - found.length;
      yield { value: found, span: { start, end: start + found.length }, instruction };
    }
  }
}

/** What is looked up about the stages of a file, once. */
type Index = {
  /** The stages of each name, in lower case, in their order. */
  readonly named: ReadonlyMap<string, readonly number[]>;
  readonly uses: Map<number, Span[]>;
};

const known = new WeakMap<DockerFile, Index>();

function indexOf(file: DockerFile): Index {
  const found = known.get(file);
  if (found !== undefined) return found;
  const index: Index = { named: stagesByName(file), uses: new Map() };
  known.set(file, index);
  const add = (stage: number, span: Span): void => {
    const spans = index.uses.get(stage) ?? [];
    index.uses.set(stage, spans);
    spans.push(span);
  };
  for (const { parent, image } of file.stages) if (parent !== undefined && image) add(parent, image.span);
  for (const use of fromUses(file)) {
    const stage = /^\d+$/.test(use.value) ? undefined : stageNamed(file, use);
    if (stage !== undefined) add(stage, use.span);
  }
  return index;
}

function stagesByName({ stages }: DockerFile): ReadonlyMap<string, readonly number[]> {
  const named = new Map<string, number[]>();
  for (const [index, { name }] of stages.entries()) {
    if (name === undefined) continue;
    const list = named.get(name.toLowerCase()) ?? [];
    named.set(name.toLowerCase(), list);
    list.push(index);
  }
  return named;
}

/** The earlier stage that a `from` names by its name or its number. */
export function stageNamed(file: DockerFile, { value, instruction }: FromUse): number | undefined {
  const byName = indexOf(file)
    .named.get(value.toLowerCase())
    ?.findLast((stage) => stage < instruction.stage);
  if (byName !== undefined) return byName;
  return /^\d+$/.test(value) && Number(value) < instruction.stage ? Number(value) : undefined;
}

/** Every place that names this stage, but for its own FROM. */
export const usesOf = (file: DockerFile, stage: number): readonly Span[] => indexOf(file).uses.get(stage) ?? [];

/** The word that names a stage in its FROM. */
export const nameWord = (file: DockerFile, stage: number) => {
  const { from, name } = file.stages[stage] ?? {};
  return name === undefined ? undefined : from?.words[2];
};
