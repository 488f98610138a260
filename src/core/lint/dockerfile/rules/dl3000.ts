import { changeTo } from '../../change-to';
import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { inherited } from '../stages';

/** A relative WORKDIR on top of an absolute one. */
export const dl3000: Rule<DockerFile> = {
  code: 'DL3000',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Relative WORKDIR', zh: '相对的 WORKDIR' },
  message: {
    en: '"{path}" is added to the WORKDIR before it: a reader has to look up where that leads.',
    zh: '“{path}”会接在前一个 WORKDIR 之后，读的人要往上找才知道在哪里。',
  },
  why: {
    en: 'Relative paths add up from line to line, so that moving or removing one WORKDIR moves everything below it. An absolute path says where the files are, at the place where it is read.',
    zh: '相对路径一行行累加，移动或删掉其中一条 WORKDIR，下面的都会跟着变。绝对路径在读到的地方就说清楚文件在哪里。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const before = new Map<number, string>();
    for (const { rest, stage, onbuild } of instructionsOf(file, 'WORKDIR')) {
      const path = rest.text.replace(/^(["'])(.*)\1$/, '$2');
      if (onbuild || path === '') continue;
      const known = inherited(file, stage, before);
      const isRelative = /^[^/\\$%]/.test(path) && !/^[A-Za-z]:/.test(path);
      const joined = join(known ?? '$', path);
      const span = rest.span(0, rest.text.length);
      const isPlain = rest.text === path && /^\/[\w./-]*$/.test(joined) && !path.includes('..');
      if (isRelative && known !== undefined)
        yield { span, args: { path: brief(path) }, fix: changeTo(span, isPlain ? joined : undefined, false) };
      before.set(stage, isRelative ? joined : path);
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nWORKDIR /a\nWORKDIR «b»\n', fixed: 'FROM alpine:3.22\nWORKDIR /a\nWORKDIR /a/b\n' },
    ],
    good: ['FROM alpine:3.22\nWORKDIR /a\nWORKDIR /a/b\nWORKDIR $C\n'],
  },
};

const join = (folder: string, path: string): string => `${folder.replace(/\/$/, '')}/${path.replace(/^\.\//, '')}`;
