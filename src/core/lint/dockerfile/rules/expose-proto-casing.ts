import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';

/** A protocol that is not in lower case. */
export const exposeProtoCasing: Rule<DockerFile> = {
  code: 'ExposeProtoCasing',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Protocol not in lower case', zh: '协议名不是小写' },
  message: {
    en: 'Protocols are written in lower case: "{protocol}" works today, but tools compare letter by letter.',
    zh: '协议名用小写：“{protocol}”现在能用，但有些工具会逐字比较。',
  },
  why: {
    en: 'Docker stores `80/tcp`. Scripts that look for the port as it was written, and future builders, may not find `80/TCP`.',
    zh: 'Docker 保存的是 `80/tcp`。按原样查找端口的脚本以及以后的构建器，可能认不出 `80/TCP`。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { words } of instructionsOf(file, 'EXPOSE')) {
      for (const { text, span } of words) {
        const protocol = /\/(\w+)$/.exec(text)?.[1] ?? '';
        const lower = protocol.toLowerCase();
        const place = { start: span.end - protocol.length, end: span.end };
        if (protocol !== lower && ['tcp', 'udp', 'sctp'].includes(lower))
          yield { span: place, args: { protocol }, fix: changeTo(place, lower) };
      }
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nEXPOSE 80/«TCP»\n', fixed: 'FROM alpine:3.22\nEXPOSE 80/tcp\n' }],
    good: ['FROM alpine:3.22\nEXPOSE 80/tcp 53/udp\n'],
  },
};
