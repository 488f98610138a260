import type { Rule } from '../../rule';
import { copiesOf } from '../copies';
import type { DockerFile } from '../file';
import { flagOf } from '../flags';
import { runCommands } from '../run-commands';

/** A download over plain HTTP. */
export const df065: Rule<DockerFile> = {
  code: 'DF065',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Download over plain HTTP', zh: '通过明文 HTTP 下载' },
  message: {
    en: 'Nobody checks what arrives over plain http: anybody on the way may put something else in its place.',
    zh: '明文 http 传来的内容没有校验：途中任何人都可以换成别的东西。',
  },
  why: {
    en: 'What a build downloads becomes part of the image. `https` proves which server it comes from; `ADD --checksum=sha256:…` proves that it is the file that you looked at.',
    zh: '构建时下载的内容会成为镜像的一部分。`https` 证明来自哪台服务器；`ADD --checksum=sha256:…` 证明就是你检查过的那个文件。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { program, options } of runCommands(file)) {
      const word = program === 'curl' || program === 'wget' ? options.find(({ value }) => isPlain(value)) : undefined;
      if (word !== undefined) yield { span: word.span };
    }
    for (const { instruction, sources } of copiesOf(file)) {
      const word =
        flagOf(instruction, 'checksum') === undefined ? sources.find(({ value }) => isPlain(value)) : undefined;
      if (word !== undefined && instruction.keyword === 'ADD') yield { span: word.span };
    }
  },
  examples: {
    bad: [
      { text: 'FROM debian:13\nRUN curl -fsSO «http://example.com/a.tgz»\n' },
      { text: 'FROM debian:13\nADD «http://example.com/a.tgz» /a/\n' },
    ],
    good: [
      'FROM debian:13\nADD --checksum=sha256:0123 http://example.com/a.tgz /a/\nRUN curl -fsS http://localhost/ && curl -fsSO https://example.com/a.tgz\n',
    ],
  },
};

const isPlain = (word: string): boolean => /^http:\/\/(?!localhost|127\.|\$|\[|[\w-]+[:/])/.test(word);
