import type { Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { knownBase } from '../known-bases';
import { removeInstruction } from '../own-line';
import { lastOf, lineage, rootImage } from '../stages';

/** CMD repeats that of the base. */
export const df070: Rule<DockerFile> = {
  code: 'DF070',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: "CMD repeats the base image's", zh: 'CMD 与基础镜像的相同' },
  message: {
    en: '{image} starts just this already: the line changes nothing.',
    zh: '{image} 本来就启动它，这一行没有作用。',
  },
  why: {
    en: 'An image inherits CMD from its base. A line that repeats it is one more to read, and stays behind when the base changes its own.',
    zh: '镜像会继承基础镜像的 CMD。重复写一遍只是多一行要读，基础镜像改了它也不会跟着改。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const entries = lastOf(file, 'ENTRYPOINT');
    for (const [stage, instruction] of lastOf(file, 'CMD')) {
      const root = rootImage(file, stage);
      const isChild = lineage(file, stage).length > 1 || entries.has(stage);
      if (root === undefined || isChild || !repeats(instruction, root.short, root.tag)) continue;
      yield {
        span: instruction.keywordSpan,
        args: { image: root.short },
        fix: removeInstruction(file, instruction, false),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM nginx:1.30\nEXPOSE 80\n«CMD» ["nginx", "-g", "daemon off;"]\n',
        fixed: 'FROM nginx:1.30\nEXPOSE 80\n',
      },
    ],
    good: ['FROM nginx:1.30\nCMD ["nginx-debug", "-g", "daemon off;"]\n'],
  },
};

function repeats({ json }: Instruction, image: string, tag = ''): boolean {
  const command = tag.startsWith('alpine') ? undefined : knownBase(image)?.command;
  return command !== undefined && json?.map(({ value }) => value).join('\n') === command.join('\n');
}
