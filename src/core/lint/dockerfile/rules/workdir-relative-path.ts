import { brief, type Fix, type Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';

/** Relative WORKDIR with no WORKDIR before it. */
export const workdirRelativePath: Rule<DockerFile> = {
  code: 'WorkdirRelativePath',
  aliases: ['WORKDIR_IS_NOT_ABSOLUTE'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Relative WORKDIR with no absolute one before', zh: '相对 WORKDIR 之前没有绝对路径' },
  message: {
    en: '"{path}" is relative to the working directory of the base image: it moves when the base changes.',
    zh: '“{path}”相对于基础镜像的工作目录：换了基础镜像，位置就会变。',
  },
  why: {
    en: 'A relative WORKDIR is added to the one before. If the stage has none yet, that is the working directory of the base image, which this file does not show and which another version may set elsewhere. Start with an absolute path; after it, relative ones are fine.',
    zh: '相对的 WORKDIR 会接在前一个之后。如果本阶段还没有，就接在基础镜像的工作目录之后；这个目录在本文件里看不到，换个版本也可能不同。先写绝对路径，之后再用相对路径就没有问题。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const set = new Set<number>();
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'WORKDIR' || instruction.onbuild) continue;
      const { stage, rest } = instruction;
      if (rest.text === '') continue;
      const path = rest.text.replace(/^(["'])(.*)\1$/s, '$2');
      const isKnown = set.has(stage) || inherits(file, stage, set);
      set.add(stage);
      if (isKnown || isAbsolute(path)) continue;
      yield { span: rest.span(0, rest.text.length), args: { path: brief(path) }, fix: makeAbsolute(instruction, path) };
    }
  },
  examples: {
    bad: [
      { text: 'FROM node:24\nWORKDIR «app»\nWORKDIR src\n', fixed: 'FROM node:24\nWORKDIR /app\nWORKDIR src\n' },
      { text: 'FROM node:24\nWORKDIR «"./my app"»\n', fixed: 'FROM node:24\nWORKDIR "/my app"\n' },
    ],
    good: [
      'FROM node:24 AS base\nWORKDIR /a\nWORKDIR b\nFROM base\nWORKDIR c\n',
      'FROM node:24\nARG HOME_DIR\nWORKDIR $HOME_DIR\nWORKDIR app\n',
      'FROM node:24\nWORKDIR "/usr/src/app"\n',
      '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nWORKDIR C:\\app\n',
    ],
  },
};

/** Does the stage, or one that it is built on, have a WORKDIR already? */
function inherits(file: DockerFile, stage: number, set: ReadonlySet<number>): boolean {
  for (let parent = file.stages[stage]?.parent; parent !== undefined; parent = file.stages[parent]?.parent) {
    if (set.has(parent)) return true;
  }
  return false;
}

/** Also a variable, of which nothing is known, and a drive of Windows. */
function isAbsolute(path: string): boolean {
  return /^([/\\$%]|[A-Za-z]:)/.test(path);
}

function makeAbsolute({ rest }: Instruction, path: string): Fix | undefined {
  if (!/^(\.\/)?[\p{L}\p{N}_]/u.test(path)) return undefined;
  const text = rest.text.replace(path, () => `/${path.replace(/^\.\//, '')}`);
  return {
    title: { en: `Make it absolute: ${text}`, zh: `改为绝对路径：${text}` },
    edits: [{ span: rest.span(0, rest.text.length), text }],
    safe: false,
  };
}
