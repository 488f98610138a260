import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { nameWord, usesOf } from '../stage-uses';

/** A stage called scratch or context. */
export const dl3063: Rule<DockerFile> = {
  code: 'DL3063',
  aliases: ['ReservedStageName'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'error' },
  title: { en: 'Reserved stage name', zh: '保留的阶段名' },
  message: {
    en: '"{name}" has a meaning of its own, so a line that names this stage may mean something else.',
    zh: '“{name}”另有含义，引用这个阶段的地方可能指到别处。',
  },
  why: {
    en: '`scratch` is the empty base and `context` the folder that is built: `FROM scratch` never takes a stage of that name. Choose a word that says what the stage does.',
    zh: '`scratch` 是空的基础镜像，`context` 是被构建的目录：`FROM scratch` 永远不会用到叫这个名字的阶段。请取一个说明用途的名字。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const [index, { name }] of file.stages.entries()) {
      const word = nameWord(file, index);
      if (name === undefined || word === undefined || !/^(scratch|context)$/i.test(name)) continue;
      const text = `${name}-stage`;
      const edits = [word.span, ...usesOf(file, index)].map((span) => ({ span, text }));
      yield {
        span: word.span,
        args: { name },
        fix: { title: { en: `Rename to ${text}`, zh: `改名为 ${text}` }, edits, safe: false },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22 AS «context»\nFROM alpine:3.22\nCOPY --from=context /a /a\n',
        fixed: 'FROM alpine:3.22 AS context-stage\nFROM alpine:3.22\nCOPY --from=context-stage /a /a\n',
      },
    ],
    good: ['FROM scratch AS files\nFROM alpine:3.22 AS context-files\n'],
  },
};
