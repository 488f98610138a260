import type { Fix, Rule } from '../../rule';
import type { DockerFile } from '../file';
import type { Logical } from '../logical';
import { plainWords } from '../plain-words';

/** Shell form of CMD or ENTRYPOINT. */
export const dl3025: Rule<DockerFile> = {
  code: 'DL3025',
  aliases: ['JSONArgsRecommended'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'CMD or ENTRYPOINT in shell form', zh: 'CMD 或 ENTRYPOINT 使用 shell 形式' },
  message: {
    en: '{keyword} in shell form makes a shell the first process: stop signals may never reach your program.',
    zh: '{keyword} 的 shell 形式会让 shell 成为首个进程，停止信号可能传不到你的程序。',
  },
  why: {
    en: 'In shell form the first process of the container is a shell. `docker stop` sends its signal to that shell, and many shells do not pass it on: the program is then killed after ten seconds, in the middle of its work. In exec form, a JSON array, the program itself is the first process.',
    zh: '使用 shell 形式时，容器的第一个进程是 shell。`docker stop` 把信号发给它，而很多 shell 不会转发：十秒后程序被强行杀死，手头的工作随之中断。用 exec 形式（JSON 数组），程序自己就是第一个进程。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const chosen = stagesWithShell(file);
    // Where CMD and ENTRYPOINT meet, they mean something else in the other form: no fix is safe there.
    const others = { CMD: stagesWith(file, 'ENTRYPOINT'), ENTRYPOINT: stagesWith(file, 'CMD') };
    for (const instruction of file.instructions) {
      const { keyword, stage } = instruction;
      if (keyword !== 'CMD' && keyword !== 'ENTRYPOINT') continue;
      const { command, json } = instruction;
      if (command === undefined || json !== undefined) continue;
      if (command.text === '' || chosen.has(stage)) continue;
      const words = file.escape === '\\' ? plainWords(command.text) : undefined;
      yield {
        span: command.span(0, command.text.length),
        args: { keyword },
        fix: words && toExecForm(file, command, words, !others[keyword].has(stage)),
        ...(words === undefined && { severity: 'hint' as const }),
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM node:24\nCMD «echo hi»\n', fixed: 'FROM node:24\nCMD ["echo","hi"]\n' },
      {
        text: 'FROM node:24\nENTRYPOINT «node "my app.js"»\n',
        fixed: 'FROM node:24\nENTRYPOINT ["node","my app.js"]\n',
      },
      { text: 'FROM node:24\nCMD «exec node app.js --port $PORT»\n' },
    ],
    good: [
      'FROM node:24\nENTRYPOINT ["node"]\nCMD [ "app.js" ]\n',
      'FROM node:24\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nCMD node app.js | tee /log\n',
      'FROM node:24 AS base\nSHELL ["/bin/bash", "-c"]\nFROM base\nCMD node app.js\n',
    ],
  },
};

/** The stages that have such an instruction. */
function stagesWith(file: DockerFile, keyword: string): Set<number> {
  return new Set(file.instructions.filter((one) => one.keyword === keyword).map(({ stage }) => stage));
}

/** The stages whose shell the author has chosen, in them or in the stage that they are built on. */
function stagesWithShell(file: DockerFile): ReadonlySet<number> {
  const own = stagesWith(file, 'SHELL');
  for (const [index, { parent }] of file.stages.entries()) if (parent !== undefined && own.has(parent)) own.add(index);
  return own;
}

function toExecForm(file: DockerFile, command: Logical, words: readonly string[], safe: boolean): Fix | undefined {
  const span = command.span(0, command.text.length);
  if (file.text.slice(span.start, span.end).includes('#')) return undefined;
  return {
    title: { en: 'Use the exec form', zh: '改用 exec 形式' },
    edits: [{ span, text: JSON.stringify(words) }],
    safe,
  };
}
