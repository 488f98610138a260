import { brief, type Rule } from '../../rule';
import { isNowhere } from '../context';
import { contextPath } from '../copies';
import type { DockerFile, Instruction } from '../file';
import type { Word } from '../logical';

/** A source outside of the build context. */
export const df030: Rule<DockerFile> = {
  code: 'DF030',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Source outside the build context', zh: '源文件在构建上下文之外' },
  message: {
    en: '{keyword} cannot reach "{path}": a source is looked for in the build context only, and "/" is its top.',
    zh: '{keyword} 够不到“{path}”：源文件只在构建上下文里找，开头的“/”指的是上下文的根。',
  },
  why: {
    en: 'The builder gets the folder that you name as the last argument of `docker build`, and sees nothing else of your machine. `../` cannot climb out of it, and `/etc/hosts` is the file `etc/hosts` inside it. Copy the file into the context, or choose a context that has it.',
    zh: '构建器只拿到 `docker build` 最后一个参数指定的目录，看不到机器上的其他内容。`../` 爬不出去，`/etc/hosts` 指的是该目录里的 `etc/hosts`。请把文件复制进上下文，或者换一个包含它的上下文。',
  },
  lesson: 'docker/dockerfile',
  *check(file, nearby) {
    for (const instruction of file.instructions) {
      for (const { value, span } of sourcesOf(instruction)) {
        const args = { keyword: instruction.keyword, path: brief(value) };
        if (leavesContext(value)) yield { span, args };
        else if (isOfHost(value)) {
          const path = contextPath(value) ?? '';
          const thing = nearby.at(path)?.kind ?? 'nothing';
          // The context may have such a file; that it has none is certain only where one can look.
          if (thing === 'nothing') yield { span, args, severity: isNowhere(nearby, path) ? 'error' : 'warning' };
        }
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nCOPY «../shared.conf» /etc/\n' },
      { text: 'FROM alpine:3.22\nCOPY --chown=1000 ["a b", «"x/../../y"», "/etc/"]\n' },
      { text: 'FROM alpine:3.22\nCOPY «/etc/hosts» /tmp/\n' },
    ],
    good: [
      'FROM golang:1.26 AS build\nFROM alpine:3.22\nCOPY --from=build /etc/passwd ../x /etc/\n',
      'FROM alpine:3.22\nCOPY /rootfs/etc a/../b $A/../../c ..data /etc/\nADD https://example.com/a/../../../b /etc/\n',
      'FROM alpine:3.22\nCOPY <<EOF ../x\nhello\nEOF\n',
      { text: 'FROM alpine:3.22\nCOPY /etc/hosts /tmp/\n', beside: { 'etc/hosts': '' } },
    ],
  },
};

/** What is copied from the context. */
function sourcesOf({ keyword, flags, json, words }: Instruction): readonly Word[] {
  if ((keyword !== 'COPY' && keyword !== 'ADD') || flags.some(({ text }) => text.startsWith('--from'))) return [];
  return (json ?? words).slice(0, -1).filter(({ value }) => !/^<<|:\/\/|\$/.test(value));
}

function leavesContext(path: string): boolean {
  let depth = 0;
  for (const step of path.split('/')) {
    if (step === '..') depth -= 1;
    else if (step !== '' && step !== '.') depth += 1;
    if (depth < 0) return true;
  }
  return false;
}

/** A path that every host has, and hardly any context. */
const isOfHost = (path: string): boolean =>
  /^\/(etc\/(fstab|group|hostname|hosts|localtime|os-release|passwd|resolv\.conf|shadow)$|proc\/|sys\/|home\/\w|Users\/\w|usr\/share\/zoneinfo\/)/.test(
    path,
  );
