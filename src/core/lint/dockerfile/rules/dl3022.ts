import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { type FromUse, fromUses, stageNamed } from '../stage-uses';

/** --from names no earlier stage. */
export const dl3022: Rule<DockerFile> = {
  code: 'DL3022',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: '--from names no earlier stage', zh: '--from 没有对应的前面阶段' },
  message: {
    en: '"{name}" is no stage above this line, so Docker looks for an image of that name.',
    zh: '前面没有叫“{name}”的阶段，Docker 会去找同名的镜像。',
  },
  why: {
    en: '`--from` takes the name or the number of a stage above, or an image. What is no stage is pulled as an image, and a slip in the name ends with "pull access denied". Stages count from 0.',
    zh: '`--from` 可以写前面阶段的名字或编号，也可以写镜像。不是阶段名的，会当作镜像去拉取，名字写错就会得到“pull access denied”。阶段编号从 0 开始。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const use of fromUses(file)) {
      const { value, span, instruction } = use;
      const isOther = /[$:/@.<>{}%]/.test(value) || instruction.onbuild || isSelf(file, use);
      if (isOther || stageNamed(file, use) !== undefined) continue;
      const args = { name: brief(value) };
      if (/^\d+$/.test(value)) {
        yield { span, args, severity: 'error' };
        continue;
      }
      const meant = slipOf(file, use);
      const isBelow = file.stages
        .slice(instruction.stage + 1)
        .some(({ name }) => name?.toLowerCase() === value.toLowerCase());
      // Otherwise it may be an image, or a build context that the command line names.
      if (meant !== undefined || isBelow || instruction.stage < 0) yield { span, args, fix: changeTo(span, meant) };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM golang:1.26 AS build\nFROM alpine:3.22\nCOPY --from=«biuld» /a /a\n',
        fixed: 'FROM golang:1.26 AS build\nFROM alpine:3.22\nCOPY --from=build /a /a\n',
      },
      { text: 'FROM golang:1.26 AS build\nFROM alpine:3.22\nCOPY --from=«2» /a /a\n' },
      {
        text: 'FROM alpine:3.22 AS one\nRUN --mount=type=bind,from=«builder»,target=/b true\nFROM golang:1.26 AS builder\n',
      },
    ],
    good: [
      'FROM golang:1.26 AS build\nFROM alpine:3.22\nCOPY --from=build /a /a\nCOPY --from=0 /a /b\nCOPY --from=nginx:1.30 /c /c\nCOPY --from=assets /d /d\nRUN --mount=type=bind,from=Build,target=/b true\n',
    ],
  },
};

/** The name of a stage above that was probably meant. */
function slipOf(file: DockerFile, { value, instruction }: FromUse): string | undefined {
  const before = file.stages.slice(0, instruction.stage).flatMap(({ name }) => name ?? []);
  const names = new Map(before.map((name) => [name.toLowerCase(), name]));
  return names.get(closest(value.toLowerCase(), names.keys()) ?? '');
}

const isSelf = (file: DockerFile, { value, instruction }: FromUse): boolean => {
  const own = file.stages[instruction.stage];
  return own?.name?.toLowerCase() === value.toLowerCase() || value === String(instruction.stage);
};
