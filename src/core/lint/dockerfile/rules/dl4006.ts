import { type Rule, brief } from '../../rule';
import { type Family, familyOf } from '../bases';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import { insertAbove } from '../own-line';
import { runCommands } from '../run-commands';
import { inherited } from '../stages';

/** A pipe in RUN without pipefail. */
export const dl4006: Rule<DockerFile> = {
  code: 'DL4006',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Pipe in RUN without pipefail', zh: 'RUN 里的管道没有 pipefail' },
  message: {
    en: 'Only the last command of a pipe counts: if "{program}" fails before it, the build goes on.',
    zh: '管道只看最后一个命令：前面的“{program}”失败了，构建也会继续。',
  },
  why: {
    en: 'The result of a pipe is that of its last command. `curl … | tar x` may fetch an error page or nothing at all and still count as done. With `pipefail` the pipe fails as soon as one part does.',
    zh: '管道的结果取自最后一个命令。`curl … | tar x` 可能下载到错误页面，甚至什么也没下载，仍算成功。打开 `pipefail`，任何一段失败，整条管道就失败。',
  },
  lesson: 'linux/scripts',
  *check(file) {
    const done = new Set<Instruction>();
    const checked = checkedRuns(file);
    for (const [index, { instruction, command, program, first }] of runCommands(file).entries()) {
      const { stage } = instruction;
      const isPipe = /^\|&?$/.test(command.after) && runCommands(file)[index + 1]?.instruction === instruction;
      if (!isPipe || done.has(instruction) || harmless.has(program) || instruction.onbuild) continue;
      done.add(instruction);
      const text = file.text.slice(instruction.span.start, instruction.span.end);
      if (text.includes('pipefail') || checked.has(instruction)) continue;
      const family = familyOf(file, stage);
      const shell = family === undefined ? undefined : shellOf[family];
      yield {
        span: first.span,
        args: { program: brief(program) },
        fix: shell === undefined ? undefined : insertAbove(file, instruction, shell),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN «curl» -fsS https://example.com/a.tgz | tar -xz\n',
        fixed:
          'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsS https://example.com/a.tgz | tar -xz\n',
      },
      { text: 'FROM registry.example.com/base:1\nRUN «cat» /a | tee /b\n' },
    ],
    good: [
      'FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN curl -fsS https://example.com/a.tgz | tar -xz\n',
      'FROM debian:13\nRUN set -o pipefail && curl -fsS https://example.com/a.tgz | tar -xz\nRUN echo a | tee /b\nRUN a || b\n',
    ],
  },
};

/** What hardly ever fails, or is meant to be cut short. */
const harmless = new Set(['echo', 'printf', 'yes', 'true', ':']);

const shellOf: Readonly<Partial<Record<Family, string>>> = {
  alpine: 'SHELL ["/bin/ash", "-eo", "pipefail", "-c"]',
  debian: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  redhat: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
  suse: 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]',
};

/** The RUN lines whose shell watches every part of a pipe, or knows no such option. */
function checkedRuns(file: DockerFile): ReadonlySet<Instruction> {
  const now = new Map<number, boolean>();
  const found = new Set<Instruction>();
  for (const one of instructionsOf(file, 'SHELL', 'RUN')) {
    if (one.keyword === 'SHELL') now.set(one.stage, isChecked(one));
    else if (inherited(file, one.stage, now) === true) found.add(one);
  }
  return found;
}

function isChecked({ json = [] }: Instruction): boolean {
  const shell = /[^/\\]*$/.exec(json[0]?.value ?? '')?.[0] ?? '';
  if (/^(pwsh|powershell|cmd)(\.exe)?$/i.test(shell)) return true;
  return /^(ba|z|a|k)sh$/.test(shell) && json.some(({ value }) => value === 'pipefail');
}
