import type { Fix, Rule, Span } from '../../rule';
import { commandsOf, type Command } from '../commands';
import type { DockerFile, Instruction } from '../file';

/** A RUN that only updates the package index. */
export const df040: Rule<DockerFile> = {
  code: 'DF040',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Package index updated in a layer of its own', zh: '单独一层更新软件包索引' },
  message: {
    en: 'Alone, this update is cached: a later install reads an index of months ago and asks for files that are gone.',
    zh: '单独更新会被缓存：以后安装读到的是几个月前的索引，会去取早已不存在的文件。',
  },
  why: {
    en: 'The builder takes a RUN from its cache as long as its text is the same; it does not know that the mirror has changed. When you add a package months later, only the install runs again, with the old index. In one RUN, both run again together.',
    zh: '只要文字没变，构建器就从缓存里取这条 RUN，它并不知道镜像源已经更新。几个月后你加一个软件包，重新执行的只有安装，用的还是旧索引。写在同一条 RUN 里，两者就会一起重做。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const [index, instruction] of file.instructions.entries()) {
      if (instruction.keyword !== 'RUN' || instruction.flags.some(({ text }) => text.startsWith('--mount='))) continue;
      const commands = commandsOf(instruction, file.text);
      const [first] = commands;
      if (first === undefined || !commands.every(isUpdate)) continue;
      const next = file.instructions[index + 1];
      const fix = joinWithNext(file, instruction, first, next);
      // Joined with the next RUN, that one is no longer a RUN too many.
      const covers = { start: spanOf(first).start, end: (fix && next ? next.keywordSpan : spanOf(first)).end };
      yield { span: spanOf(first), covers, fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nRUN «apk update»\nRUN apk add curl\n',
        fixed: 'FROM alpine:3.22\nRUN apk update \\\n    && apk add curl\n',
      },
      {
        text: 'FROM rockylinux:9\nRUN «dnf -q makecache»\nCOPY a /a\n',
      },
      {
        text: 'FROM rockylinux:9\nONBUILD RUN [«"dnf", "makecache"»]\n',
      },
    ],
    good: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n',
      'FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt apt-get update\nRUN apt-get install -y curl\n',
      'FROM rockylinux:9\nRUN dnf update -y\nRUN echo apk update\n',
    ],
  },
};

const updates: Readonly<Record<string, readonly string[]>> = {
  apk: ['update'],
  apt: ['update'],
  'apt-get': ['update'],
  aptitude: ['update'],
  dnf: ['makecache'],
  microdnf: ['makecache'],
  yum: ['makecache'],
  zypper: ['refresh', 'ref'],
};

const programOf = ({ words }: Command): string => words[0]?.value.replace(/^\/(usr\/)?s?bin\//, '') ?? '';

const verbOf = ({ words }: Command) => words.slice(1).find(({ value }) => !value.startsWith('-'));

function isUpdate(command: Command): boolean {
  return updates[programOf(command)]?.includes(verbOf(command)?.value ?? '') === true;
}

function spanOf(command: Command): Span {
  const start = command.words[0]?.span.start ?? 0;
  return { start, end: verbOf(command)?.span.end ?? start };
}

/** Joins two plain RUN lines of the same package manager into one. */
function joinWithNext(
  file: DockerFile,
  one: Instruction,
  update: Command,
  next: Instruction | undefined,
): Fix | undefined {
  if (next === undefined || !isPlain(one) || !isPlain(next)) return undefined;
  const [install] = commandsOf(next, file.text);
  const [end, start] = [endOf(one), next.command?.span(0, 1).start];
  if (install === undefined || programOf(install) !== programOf(update) || end === undefined || start === undefined)
    return undefined;
  if (file.text.slice(end, start).includes('#')) return undefined;
  return {
    title: { en: 'Join it with the next RUN', zh: '与下一条 RUN 合并' },
    edits: [{ span: { start: end, end: start }, text: ` ${file.escape}${file.eol}    && ` }],
    safe: false,
  };
}

const endOf = ({ command }: Instruction): number | undefined => command?.span(0, command.text.length).end;

/** A RUN of its own stage, in shell form, on which nothing hangs. */
const isPlain = ({ keyword, onbuild, flags, heredoc, json, command }: Instruction): boolean =>
  keyword === 'RUN' &&
  !onbuild &&
  flags.length === 0 &&
  heredoc === undefined &&
  json === undefined &&
  !/#|[;&|\\]$/.test(command?.text ?? '#');
