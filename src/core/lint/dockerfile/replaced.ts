import type { Problem } from '../rule';
import type { DockerFile, Instruction } from './file';
import { instructionsOf } from './instructions-of';
import { removeInstruction } from './own-line';

/** Instructions of which a stage has room for one, where a later one of the same stage wins. */
export function* replaced(file: DockerFile, keyword: string): Iterable<Problem> {
  const last = new Map<number, Instruction>();
  for (const instruction of instructionsOf(file, keyword)) {
    if (instruction.onbuild) continue;
    const dead = last.get(instruction.stage);
    last.set(instruction.stage, instruction);
    if (dead !== undefined) yield { span: dead.keywordSpan, covers: dead.span, fix: removeInstruction(file, dead) };
  }
}
