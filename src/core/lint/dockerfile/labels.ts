import { brief, type Problem } from '../rule';
import type { DockerFile } from './file';
import { instructionsOf } from './instructions-of';
import type { LabelKind } from './options';
import { pairsOf } from './pairs';

/** Labels of some kinds whose value is not what the team's schema wants; a variable may be anything. */
export function* labelProblems(
  file: DockerFile,
  isMeant: (kind: LabelKind) => boolean,
  isRight: (value: string) => boolean,
): Iterable<Problem> {
  for (const instruction of instructionsOf(file, 'LABEL')) {
    for (const { name, nameSpan, value = '' } of pairsOf(instruction)) {
      const kind = Object.hasOwn(file.options.labelSchema, name) ? file.options.labelSchema[name] : undefined;
      if (kind === undefined || !isMeant(kind) || value.includes('$') || isRight(value)) continue;
      yield { span: nameSpan, args: { label: brief(name, 40) } };
    }
  }
}
