import { type Rule, brief } from '../../rule';
import { copyOf } from '../copies';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { commandsIn } from '../run-commands';

/** Files below a path after its VOLUME. */
export const df073: Rule<DockerFile> = {
  code: 'DF073',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Files below a VOLUME', zh: 'VOLUME 之后再写该路径' },
  message: {
    en: '"{path}" is a VOLUME from above: what is written there afterwards may not be in the image.',
    zh: '上面已把“{path}”声明为 VOLUME，之后写进去的内容可能不在镜像里。',
  },
  why: {
    en: 'With the classic builder a VOLUME is a fresh folder in every later step, and what a RUN writes there is thrown away. Other builders keep it. Write first and declare the VOLUME last, then all of them agree.',
    zh: '经典构建器会在后面每一步都把 VOLUME 当作全新的目录，RUN 写进去的内容随即丢弃；其他构建器则会保留。先写文件、最后声明 VOLUME，结果就一致了。',
  },
  lesson: 'docker/volumes',
  *check(file) {
    const volumes = new Map<number, string[]>();
    for (const instruction of instructionsOf(file, 'VOLUME', 'RUN', 'COPY', 'ADD')) {
      const { keyword, stage, onbuild } = instruction;
      const own = volumes.get(stage) ?? [];
      volumes.set(stage, own);
      if (onbuild) continue;
      if (keyword === 'VOLUME')
        own.push(
          ...(instruction.json ?? instruction.words)
            .map(({ value }) => value.replace(/\/$/, ''))
            .filter((path) => /^\/[^$]+$/.test(path)),
        );
      else if (own.length > 0) {
        const words =
          keyword === 'RUN'
            ? commandsIn(instruction, file).flatMap(({ program, options }) => (writers.has(program) ? options : []))
            : [copyOf(instruction).destination].flatMap((word) => word ?? []);
        const path = own.find((volume) => words.some(({ value }) => isBelow(value, volume)));
        const word = words.find(({ value }) => path !== undefined && isBelow(value, path));
        if (word !== undefined && path !== undefined) yield { span: word.span, args: { path: brief(path) } };
      }
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nVOLUME /data\nRUN touch «/data/a»\n' }],
    good: [
      'FROM alpine:3.22\nRUN mkdir /data && touch /data/a\nVOLUME ["/data", "/x"]\nRUN ls /data && touch /database\n',
    ],
  },
};

const writers = new Set(['touch', 'mkdir', 'cp', 'mv', 'chown', 'chmod', 'install', 'ln', 'tee', 'tar']);

const isBelow = (path: string, volume: string): boolean => path === volume || path.startsWith(`${volume}/`);
