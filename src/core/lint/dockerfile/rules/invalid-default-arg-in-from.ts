import { type Fix, type Rule, brief } from '../../rule';
import { globalArgs } from '../declared';
import type { DockerFile } from '../file';
import { proposedTag } from '../image';
import type { Pair } from '../pairs';
import { variablesIn } from '../variables';

/** An ARG in FROM without a default. */
export const invalidDefaultArgInFrom: Rule<DockerFile> = {
  code: 'InvalidDefaultArgInFrom',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'ARG in FROM without a default', zh: 'FROM 里的 ARG 没有默认值' },
  message: {
    en: '{name} has no default: without --build-arg this FROM names no image, and the build stops.',
    zh: '{name} 没有默认值：不带 --build-arg，这个 FROM 就没有镜像名，构建会停下。',
  },
  why: {
    en: '`docker build .` should work for everybody who has the file. Give the argument a default that works, and let others set it when they want something else.',
    zh: '拿到文件的人执行 `docker build .` 就应当能成功。给参数一个可用的默认值，别人需要时再改。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const args = globalArgs(file);
    for (const { from, image } of file.stages) {
      for (const { name, modifier, text, span } of variablesIn(from.body, file.escape)) {
        const pair = args.get(name);
        const isOpen = pair !== undefined && (pair.value ?? '') === '' && modifier === undefined;
        const left = image?.value.includes(text) === true ? image.value.replace(text, '') : undefined;
        if (!isOpen || left === undefined || !/^$|[:/@]$|^[:@/-]/.test(left)) continue;
        yield { span, args: { name: brief(name) }, fix: defaultTag(pair, left) };
      }
    }
  },
  examples: {
    bad: [
      { text: 'ARG TAG\nFROM nginx:«$TAG»\n', fixed: 'ARG TAG=1.30\nFROM nginx:$TAG\n' },
      { text: 'ARG BASE\nFROM «$BASE»\n' },
    ],
    good: ['ARG TAG=1.30\nARG VARIANT\nFROM nginx:${TAG}${VARIANT}\nFROM alpine:${OTHER:-3.22}\n'],
  },
};

/** A release line of the image whose tag it is. */
function defaultTag({ word, written }: Pair, image: string): Fix | undefined {
  const tag = image.endsWith(':') ? proposedTag(image.slice(0, -1)) : undefined;
  if (tag === undefined || written !== undefined) return undefined;
  return {
    title: { en: `Give it the default ${tag}`, zh: `加上默认值 ${tag}` },
    edits: [{ span: { start: word.span.end, end: word.span.end }, text: `=${tag}` }],
    safe: false,
  };
}
