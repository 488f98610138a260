import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { packageInstalls } from '../packages';
import { keptStages } from '../stages';

/** Editors and tools for looking around. */
export const df074: Rule<DockerFile> = {
  code: 'DF074',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Editor or debug tool in the image', zh: '镜像里有编辑器或调试工具' },
  message: {
    en: '{package} is for people who look around: the program does not need it, and an intruder likes it.',
    zh: '{package} 是给人排查用的：程序不需要它，入侵者却很喜欢。',
  },
  why: {
    en: 'What is not in an image needs no updates and helps nobody who breaks in. To look around, start a second container beside the first: `docker debug`, `kubectl debug`, or any image with `--pid container:…`.',
    zh: '镜像里没有的东西不用更新，也帮不到入侵者。要排查问题，可以在旁边另起一个容器：`docker debug`、`kubectl debug`，或任意镜像加 `--pid container:…`。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const kept = keptStages(file);
    for (const { instruction, packages } of packageInstalls(file)) {
      const word = kept.has(instruction.stage) ? packages.find(({ value }) => tools.has(value)) : undefined;
      if (word !== undefined) yield { span: word.span, args: { package: word.value } };
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nRUN apk add --no-cache curl «vim»\n' }],
    good: [
      'FROM debian:13 AS build\nRUN apt-get update && apt-get install -y vim\nFROM alpine:3.22\nRUN apk add --no-cache curl\n',
    ],
  },
};

const tools = new Set(
  'vim vim-tiny nano emacs emacs-nox htop strace ltrace gdb tcpdump telnet net-tools netcat netcat-openbsd nmap dnsutils bind-utils bind-tools iputils-ping iputils lsof screen tmux'.split(
    ' ',
  ),
);
