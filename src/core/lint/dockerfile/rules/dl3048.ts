import { changeTo } from '../../change-to';
import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { pairsOf } from '../pairs';

/** A label key that the guidelines do not allow. */
export const dl3048: Rule<DockerFile> = {
  code: 'DL3048',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Invalid label key', zh: '不合规的标签名' },
  message: {
    en: '"{key}" is no proper label key: tools that look labels up by name may not find it.',
    zh: '“{key}”不符合标签名的规范，按名字查找的工具可能找不到它。',
  },
  why: {
    en: 'Keys of labels are in lower case, begin with a letter, end with a letter or digit, and have single dots or dashes in between. `com.docker.*`, `io.docker.*` and `org.dockerproject.*` are reserved for Docker.',
    zh: '标签名使用小写，以字母开头、字母或数字结尾，中间只用单个点或连字符。`com.docker.*`、`io.docker.*`、`org.dockerproject.*` 保留给 Docker 使用。',
  },
  lesson: 'docker/registry',
  *check(file) {
    for (const instruction of instructionsOf(file, 'LABEL')) {
      for (const { name, nameSpan } of pairsOf(instruction)) {
        if (name === '' || /[$<>{}%#]/.test(name) || isProper(name)) continue;
        const meant = name
          .toLowerCase()
          .replace(/[^a-z0-9.]+/g, '-')
          .replace(/([.-])[.-]+/g, '$1');
        const fix = isProper(meant) ? changeTo(nameSpan, meant, false) : undefined;
        yield { span: nameSpan, args: { key: brief(name) }, fix };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nLABEL «my_Label»=x\n', fixed: 'FROM alpine:3.22\nLABEL my-label=x\n' },
      { text: 'FROM alpine:3.22\nLABEL «com.docker.image»=x\n' },
    ],
    good: ['FROM alpine:3.22\nLABEL my-label=x org.opencontainers.image.title=y com.example.some-label=1\n'],
  },
};

const isProper = (key: string): boolean =>
  /^[a-z](?:[a-z0-9.-]*[a-z0-9])?$/.test(key) &&
  !/\.\.|--/.test(key) &&
  !/^(com\.docker|io\.docker|org\.dockerproject)\./.test(key);
