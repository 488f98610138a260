import type { Rule } from '../rule';
import type { DockerFile } from './file';
import { consistentInstructionCasing } from './rules/consistent-instruction-casing';
import { copyIgnoredFile } from './rules/copy-ignored-file';
import { exposeInvalidFormat } from './rules/expose-invalid-format';
import { exposeProtoCasing } from './rules/expose-proto-casing';
import { fromAsCasing } from './rules/from-as-casing';
import { invalidDefaultArgInFrom } from './rules/invalid-default-arg-in-from';
import { invalidDefinitionDescription } from './rules/invalid-definition-description';
import { legacyKeyValueFormat } from './rules/legacy-key-value-format';
import { noEmptyContinuation } from './rules/no-empty-continuation';
import { stageNameCasing } from './rules/stage-name-casing';
import { undefinedArgInFrom } from './rules/undefined-arg-in-from';
import { undefinedVar } from './rules/undefined-var';
import { workdirRelativePath } from './rules/workdir-relative-path';

/** BuildKit's checks that no other rule has. */
export const buildkitRules: readonly Rule<DockerFile>[] = [
  consistentInstructionCasing,
  copyIgnoredFile,
  exposeInvalidFormat,
  exposeProtoCasing,
  fromAsCasing,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  legacyKeyValueFormat,
  noEmptyContinuation,
  stageNameCasing,
  undefinedArgInFrom,
  undefinedVar,
  workdirRelativePath,
];
