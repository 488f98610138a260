import type { Fix, Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import { type RunCommand, commandsIn } from '../run-commands';

/** A RUN whose effect dies with it. */
export const df045: Rule<DockerFile> = {
  code: 'DF045',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'RUN without a lasting effect', zh: '没有持久效果的 RUN' },
  message: {
    en: '{program} changes only the shell of this RUN, which ends here: the next line knows nothing of it.',
    zh: '{program} 只改变本条 RUN 的 shell，而它到此就结束了，下一行完全不知道。',
  },
  why: {
    en: 'Each RUN starts a new shell in a new container and keeps the files only. Directories, variables and aliases of the shell are gone afterwards. WORKDIR sets the directory for good, ENV a variable.',
    zh: '每条 RUN 都在新容器里启动新的 shell，只保留文件。shell 里的目录、变量、别名随之消失。要长期生效，目录用 WORKDIR，变量用 ENV。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    for (const instruction of instructionsOf(file, 'RUN')) {
      if (instruction.heredoc !== undefined || instruction.json !== undefined) continue;
      const commands = commandsIn(instruction, file);
      const [first] = commands;
      const isLost = ({ program, options, command }: RunCommand): boolean =>
        fleeting.has(program) && command.prefixes.length === 0 && !options.some(({ text }) => /[<>]|\$\(|`/.test(text));
      if (
        first === undefined ||
        !commands.every(isLost) ||
        commands.some(({ command }) => command.after.startsWith('('))
      )
        continue;
      const end = first.options.at(-1)?.span.end ?? first.first.span.end;
      yield {
        span: { start: first.first.span.start, end },
        covers: instruction.span,
        args: { program: first.program },
        fix: commands.length === 1 ? lasting(file, instruction, first) : undefined,
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nRUN «cd /app»\n', fixed: 'FROM alpine:3.22\nWORKDIR /app\n' },
      {
        text: 'FROM alpine:3.22\nRUN «export A=1 B="two words"»\n',
        fixed: 'FROM alpine:3.22\nENV A=1 B="two words"\n',
      },
      { text: 'FROM python:3.13\nRUN «. /venv/bin/activate»\n' },
    ],
    good: ['FROM alpine:3.22\nRUN cd /app && touch a\nRUN export A=1; echo $A > /a\nRUN alias > /a\n'],
  },
};

const fleeting = new Set(['cd', 'export', 'source', '.', 'alias', 'set', 'umask', 'shopt', 'pushd', 'unset']);

function lasting({ text }: DockerFile, instruction: Instruction, run: RunCommand): Fix | undefined {
  const { first, options } = run;
  const [only] = options;
  const last = options.at(-1);
  const keyword = keywordFor(run);
  if (keyword === undefined || only === undefined || last === undefined || instruction.flags.length > 0)
    return undefined;
  if (text.slice(first.span.end, last.span.end).includes('\n')) return undefined;
  const { start, end } = instruction.keywordSpan;
  const word = text.slice(start, end) === 'run' ? keyword.toLowerCase() : keyword;
  return {
    title: { en: `Use ${keyword}`, zh: `改用 ${keyword}` },
    edits: [{ span: { start, end: only.span.start }, text: `${word} ` }],
    safe: true,
  };
}

/** The instruction that does for good what the command did for a moment. */
function keywordFor({ program, options }: RunCommand): 'WORKDIR' | 'ENV' | undefined {
  const isPath = options.length === 1 && /^\/[\w./$-]*$/.test(options[0]?.text ?? '');
  if (program === 'cd') return isPath ? 'WORKDIR' : undefined;
  const isPair = /^[A-Za-z_]\w*=("[^"`$\\]*"|'[^'$]*'|[\w.,:/@%+$-]+)$/;
  return program === 'export' && options.every(({ text }) => isPair.test(text)) ? 'ENV' : undefined;
}
