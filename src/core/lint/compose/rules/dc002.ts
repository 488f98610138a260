import { brief, type Rule } from '../../rule';
import type { ComposeFile } from '../file';

/** No blank after the colon. */
export const dc002: Rule<ComposeFile> = {
  code: 'DC002',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'No blank after the colon', zh: '冒号后缺少空格' },
  message: { en: 'YAML needs a blank after "{key}:".', zh: '“{key}:”后必须有一个空格。' },
  why: {
    en: 'A colon ends a key only when a blank or the end of the line follows; without it, key and value are one word. The parser reads on, finds the next line strange, and blames that one: look one line up.',
    zh: '冒号后面是空格或行尾时，才算键的结束；否则键和值会连成一个词。解析器继续往下读，觉得下一行不对劲，于是报错在下一行：请往上看一行。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const { name, span } of file.torn) {
      const edits = [{ span: { start: span.end, end: span.end }, text: ' ' }];
      yield {
        span,
        args: { key: brief(name) },
        fix: { title: { en: 'Put a blank there', zh: '补上空格' }, edits, safe: true },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    «build:».\n    ports:\n      - "8080:80"\n',
        fixed: 'services:\n  web:\n    build: .\n    ports:\n      - "8080:80"\n',
      },
      {
        text: 'services:\n  web:\n    «image:»nginx:1.30\n',
        fixed: 'services:\n  web:\n    image: nginx:1.30\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    volumes:\n      - «type:»bind\n        source: ./html\n        target: /html\n',
        fixed:
          'services:\n  web:\n    build: .\n    volumes:\n      - type: bind\n        source: ./html\n        target: /html\n',
      },
      {
        text: 'services:\r\n  web:\r\n    build: .\r\n    environment:\r\n      «MODE:»test\r\n',
        fixed: 'services:\r\n  web:\r\n    build: .\r\n    environment:\r\n      MODE: test\r\n',
      },
    ],
    good: [
      'services:\n  web:\n    image: nginx:1.30\n    ports:\n      - 8080:80\n    volumes:\n      - ./html:/usr/share/nginx/html:ro\n',
      'services:\n  web:\n    image:\n      nginx:1.30\n    command:\n      serve\n      root:/html\n',
      'services:\n  web:\n    build: .\n    command: |\n      build:.\n    environment:\n      - MODE=key:value\n',
    ],
  },
};
