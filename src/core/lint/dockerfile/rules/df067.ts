import type { Rule } from '../../rule';
import { contextPath, copyOf } from '../copies';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import type { Word } from '../logical';
import { type RunCommand, commandsIn } from '../run-commands';

/** Dependencies installed after COPY . . */
export const df067: Rule<DockerFile> = {
  code: 'DF067',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Dependencies installed after COPY .', zh: 'COPY . 之后才安装依赖' },
  message: {
    en: 'Every change of any file makes {program} install all dependencies again: copy its lock file first.',
    zh: '任何文件一改，{program} 就要重装全部依赖：请先只复制锁文件。',
  },
  why: {
    en: 'A step is taken from the cache as long as nothing above it has changed. `COPY . .` changes with every file. Copy the list of dependencies first, install, and copy the rest after that.',
    zh: '只要上面没有变化，步骤就能从缓存里取。`COPY . .` 随任何文件变化。先复制依赖清单，安装，再复制其余文件。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    const whole = new Map<number, Word>();
    const listed = new Set<number>();
    for (const instruction of instructionsOf(file, 'COPY', 'ADD', 'RUN')) {
      const { stage, keyword } = instruction;
      if (instruction.onbuild || listed.has(stage)) continue;
      const all = whole.get(stage);
      if (keyword === 'RUN') {
        const run = all && installIn(file, instruction);
        if (all === undefined || run === undefined) continue;
        listed.add(stage);
        yield { span: all.span, args: { program: run.program } };
      } else if (all === undefined) {
        const word = wholeContext(instruction);
        if (word === undefined) listed.add(stage);
        else whole.set(stage, word);
      }
    }
  },
  examples: {
    bad: [{ text: 'FROM node:24\nWORKDIR /app\nCOPY «.» .\nRUN npm ci\n' }],
    good: ['FROM node:24\nWORKDIR /app\nCOPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build\n'],
  },
};

function wholeContext(instruction: Instruction): Word | undefined {
  const { sources, from } = copyOf(instruction);
  if (from !== undefined) return undefined;
  return sources.find(({ value }) => contextPath(value) === '' && !value.includes('$'));
}

const installIn = (file: DockerFile, instruction: Instruction): RunCommand | undefined =>
  instruction.flags.length > 0 ? undefined : commandsIn(instruction, file).find(installsAll);

/** Commands that install what a list of dependencies names. */
const lists: Readonly<Record<string, RegExp>> = {
  bundle: /^install\b/,
  composer: /^install\b/,
  go: /^mod download\b/,
  npm: /^(ci\b|install( -(?!g\b)\S+)*$)/,
  pip: /^install\b.* -r\b/,
  pip3: /^install\b.* -r\b/,
  pnpm: /^install( -\S+)*$/,
  yarn: /^(install( -\S+)*)?$/,
};

const installsAll = ({ program, options }: RunCommand): boolean =>
  Object.hasOwn(lists, program) && lists[program]?.test(options.map(({ value }) => value).join(' ')) === true;
