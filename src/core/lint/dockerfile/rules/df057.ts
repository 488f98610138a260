import { type Fix, type Rule, brief } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import { linesOf } from '../own-line';
import { type RunCommand, commandsIn } from '../run-commands';
import { lineage } from '../stages';

/** Work of root after a USER. */
export const df057: Rule<DockerFile> = {
  code: 'DF057',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Work of root after USER', zh: '切换 USER 之后还做 root 的事' },
  message: {
    en: 'From "USER {user}" on this runs without the rights of root, and {program} needs them: it fails.',
    zh: '“USER {user}”之后不再有 root 权限，而 {program} 需要它，会失败。',
  },
  why: {
    en: 'USER holds for every RUN below it. Packages, users and owners of files are matters of root: do them first and change the user last, or go back with `USER root` for this step.',
    zh: 'USER 对后面的每条 RUN 都有效。安装软件包、创建用户、修改属主都需要 root：先做完再切换用户，或为这一步临时 `USER root`。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const now = new Map<number, string>();
    for (const instruction of instructionsOf(file, 'USER', 'RUN')) {
      const { keyword, stage, words, onbuild } = instruction;
      if (onbuild) continue;
      if (keyword === 'USER') now.set(stage, words[0]?.value ?? '');
      const user =
        lineage(file, stage)
          .map((one) => now.get(one))
          .find((one) => one !== undefined)
          ?.split(':')[0] ?? 'root';
      if (keyword === 'USER' || /^(root|0|)$|[$<{%\\]|Container/.test(user)) continue;
      const found = commandsIn(instruction, file).find((run) => needsRoot(run, user));
      if (found !== undefined)
        yield {
          span: found.first.span,
          args: { user: brief(user, 16), program: found.program },
          fix: asRoot(file, instruction, user),
        };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nUSER app\nRUN «apk» add --no-cache curl\n',
        fixed: 'FROM alpine:3.22\nUSER app\nUSER root\nRUN apk add --no-cache curl\nUSER app\n',
      },
      {
        text: 'FROM debian:13\nUSER app\nRUN mkdir -p ~/a && «useradd» other\n',
        fixed: 'FROM debian:13\nUSER app\nUSER root\nRUN mkdir -p ~/a && useradd other\nUSER app\n',
      },
    ],
    good: [
      'FROM alpine:3.22\nUSER root\nRUN apk add --no-cache curl\nUSER app\nRUN apk info && chown app ~/a\n',
      'FROM debian:13\nUSER app\nRUN sudo apt-get update\n# hadolint global ignore=DL3004,DF040\n',
    ],
  },
};

const managers = new Set(['apt-get', 'apt', 'apk', 'yum', 'dnf', 'microdnf', 'zypper']);
const accounts = new Set(['useradd', 'adduser', 'groupadd', 'addgroup', 'usermod', 'chpasswd']);

function needsRoot({ program, options, command }: RunCommand, user: string): boolean {
  if (command.prefixes.some(({ value }) => value === 'sudo')) return false;
  if (accounts.has(program)) return true;
  if (managers.has(program))
    return options.some(({ value }) => /^(install|add|update|upgrade|remove|del|in)$/.test(value));
  const owner = options.find(({ value }) => !value.startsWith('-'))?.value ?? '';
  return program === 'chown' && !owner.startsWith(user) && !/[$:]/.test(owner.slice(0, 1));
}

function asRoot(file: DockerFile, instruction: Instruction, user: string): Fix {
  const { span } = linesAround(file, instruction);
  const { eol } = file;
  const before = { span: { start: span.start, end: span.start }, text: `USER root${eol}` };
  const isOpen = file.text[span.end - 1] !== '\n';
  const after = {
    span: { start: span.end, end: span.end },
    text: isOpen ? `${eol}USER ${user}` : `USER ${user}${eol}`,
  };
  return { title: { en: 'Do this step as root', zh: '这一步用 root 执行' }, edits: [before, after], safe: false };
}

const linesAround = ({ text }: DockerFile, { span }: Instruction) => ({ span: linesOf(text, span) });
