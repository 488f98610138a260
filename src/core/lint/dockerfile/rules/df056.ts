import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { pairsOf } from '../pairs';

/** A directory in PATH that everybody may write to. */
export const df056: Rule<DockerFile> = {
  code: 'DF056',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Writable directory in PATH', zh: 'PATH 里有人人可写的目录' },
  message: {
    en: 'Everybody may write to "{path}": whatever lies there runs in place of the real program.',
    zh: '任何人都能往“{path}”里写：放在那里的文件会冒充真正的程序被执行。',
  },
  why: {
    en: 'The shell runs the first file of the wanted name that it finds in PATH. A folder in which everybody may put files lets any process of the container slip a program under another.',
    zh: 'shell 会执行在 PATH 里最先找到的同名文件。目录人人可写，容器里的任何进程就都能塞进一个假程序。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of instructionsOf(file, 'ENV')) {
      for (const { name, value = '', written } of pairsOf(instruction)) {
        const path =
          name === 'PATH'
            ? value.split(':').find((part) => /^(\/tmp|\/var\/tmp|\/dev\/shm|\.)(\/|$)/.test(part))
            : undefined;
        if (path === undefined || written === undefined) continue;
        const at = written.text.indexOf(path);
        if (at !== -1) yield { span: written.span(at, at + path.length), args: { path: brief(path) } };
      }
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nENV PATH=«/tmp»:$PATH\n' }],
    good: ['FROM alpine:3.22\nENV PATH=/opt/tmp:$PATH\n'],
  },
};
