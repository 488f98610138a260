import type { DockerFile, Instruction } from './file';
import { flagOf } from './flags';
import { instructionsOf } from './instructions-of';
import type { Word } from './logical';

/** What a COPY or ADD copies, and where to. */
export type Copy = {
  readonly instruction: Instruction;
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
  /** Whatever `--from` names. */
  readonly from: string | undefined;
};

/** Every COPY and ADD, triggers too. */
export function copiesOf(file: DockerFile): readonly Copy[] {
  return instructionsOf(file, 'COPY', 'ADD').map(copyOf);
}

/** Takes a COPY or ADD apart. */
export function copyOf(instruction: Instruction): Copy {
  const words = instruction.json ?? instruction.words;
  return {
    instruction,
    sources: words.slice(0, -1),
    destination: words.length > 1 ? words.at(-1) : undefined,
    from: flagOf(instruction, 'from')?.value,
  };
}

/** Copies of files of the build context, by plain names: no pattern, no variable, no address, no here-document. */
export function* contextSources(file: DockerFile): Iterable<{ readonly source: Word; readonly copy: Copy }> {
  for (const copy of copiesOf(file)) {
    if (copy.from !== undefined || copy.instruction.onbuild) continue;
    for (const source of copy.sources) {
      const isPlain = !/^<<|:\/\/|^git@|[$*?[\]\\"'{}%<>|`#]|^-/.test(source.value);
      if (isPlain && source.value !== '') yield { source, copy };
    }
  }
}

/** A path of the build context without "./", "/" at its ends and steps back; "" is the context itself. */
export function contextPath(path: string): string | undefined {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}
