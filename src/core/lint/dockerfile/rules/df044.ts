import { type Rule, brief } from '../../rule';
import { familyOf } from '../bases';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { commandsIn } from '../run-commands';
import { lineage, ownOf, rootImage } from '../stages';

/** bash on a base that has none. */
export const df044: Rule<DockerFile> = {
  code: 'DF044',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'bash on a base without bash', zh: '基础镜像里没有 bash' },
  message: {
    en: '{image} comes without bash: this ends with "not found". Use sh, or install bash first.',
    zh: '{image} 不带 bash，会报“not found”。请用 sh，或先安装 bash。',
  },
  why: {
    en: 'Alpine and Busybox images have one small shell, `/bin/sh`. It runs most scripts, but no arrays and no `[[ ]]` of bash. Scripts that need those say `apk add --no-cache bash` before.',
    zh: 'Alpine 和 Busybox 镜像只有一个小 shell：`/bin/sh`。多数脚本都能跑，但没有 bash 的数组和完整的 `[[ ]]`。确实需要时先 `apk add --no-cache bash`。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of instructionsOf(file, 'RUN', 'CMD', 'ENTRYPOINT', 'SHELL')) {
      const { stage, keyword, onbuild, json } = instruction;
      const image = rootImage(file, stage);
      const family = familyOf(file, stage);
      if (onbuild || image === undefined || !bare.has(image.short) || (family !== 'alpine' && family !== 'busybox'))
        continue;
      const words =
        keyword === 'SHELL' ? (json?.slice(0, 1) ?? []) : commandsIn(instruction, file).map(({ first }) => first);
      const word = words.find(({ value }) => /^(\/usr)?(\/bin\/)?bash$/.test(value));
      if (word === undefined || /\bbash\b/.test(installed(file, stage))) continue;
      const text = word.text.replace('bash', 'sh').replace('/usr/bin', '/bin');
      const title = { en: 'Use sh', zh: '改用 sh' };
      yield {
        span: word.span,
        args: { image: brief(image.short, 32) },
        fix: { title, edits: [{ span: word.span, text }], safe: false },
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nCMD [«"/bin/bash"»]\n', fixed: 'FROM alpine:3.22\nCMD ["/bin/sh"]\n' },
      {
        text: 'FROM python:3.13-alpine\nCOPY a.sh /a.sh\nRUN «bash» /a.sh\n',
        fixed: 'FROM python:3.13-alpine\nCOPY a.sh /a.sh\nRUN sh /a.sh\n',
      },
    ],
    good: [
      'FROM alpine:3.22\nRUN apk add --no-cache bash\nCMD ["bash"]\nFROM debian:13\nRUN bash -c true\n',
      'FROM postgres:18-alpine\nRUN bash -c true\n',
    ],
  },
};

const bare = new Set(['alpine', 'busybox', 'golang', 'node', 'python']);

/** What is put in before: packages, and copies that may bring it. */
const installed = (file: DockerFile, stage: number): string =>
  lineage(file, stage)
    .flatMap((one) => ownOf(file, one, 'RUN', 'COPY', 'ADD'))
    .map(({ keyword, body }) => (keyword === 'RUN' && !/\bapk\b/.test(body.text) ? '' : body.text))
    .join('\n');
