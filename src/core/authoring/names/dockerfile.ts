import type { DockerFile } from '../../lint/dockerfile/file';
import { fromUses, nameWord, stageNamed } from '../../lint/dockerfile/stage-uses';
import type { Span } from '../../lint/rule';
import type { Name } from './name';

/** The stages of a Dockerfile. Docker reads their names in any case; a name that is given twice means the nearer one. */
export function* dockerfileNames(file: DockerFile): Iterable<Name> {
  const scope = { start: 0, end: file.text.length };
  const name = (role: Name['role'], stage: number, span: Span): Name | undefined => {
    const given = file.stages[stage]?.name;
    return given === undefined ? undefined : { kind: 'stage', name: given.toLowerCase(), role, span, scope };
  };
  for (const [stage, { image, parent }] of file.stages.entries()) {
    const word = nameWord(file, stage);
    const defined = word && name('definition', stage, word.span);
    const used = image && parent !== undefined ? name('reference', parent, image.span) : undefined;
    if (used !== undefined) yield used;
    if (defined !== undefined) yield defined;
  }
  for (const use of fromUses(file)) {
    const stage = stageNamed(file, use);
    const used = stage === undefined ? undefined : name('reference', stage, use.span);
    if (used !== undefined) yield used;
  }
}
