import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { runCommands } from '../run-commands';

/** wget and curl both used. */
export const dl4001: Rule<DockerFile> = {
  code: 'DL4001',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'wget and curl both used', zh: '同时使用 wget 和 curl' },
  message: {
    en: 'This stage uses {other} already: two tools for one purpose make the image larger.',
    zh: '本阶段已经用了 {other}，同一用途两个工具只会让镜像变大。',
  },
  why: {
    en: 'curl and wget do the same in an image: fetch a file. Whichever is there already will do, and the other need not be installed.',
    zh: '在镜像里，curl 和 wget 做的是同一件事：下载文件。已有哪个就用哪个，不必再装另一个。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    const seen = new Map<number, Set<string>>();
    for (const { program, first, instruction } of runCommands(file)) {
      if (program !== 'wget' && program !== 'curl') continue;
      const tools = seen.get(instruction.stage) ?? new Set<string>();
      seen.set(instruction.stage, tools.add(program));
      const other = program === 'wget' ? 'curl' : 'wget';
      if (tools.has(other)) yield { span: first.span, args: { other } };
    }
  },
  examples: {
    bad: [{ text: 'FROM debian:13\nRUN curl -fsSO https://example.com/a && «wget» -q https://example.com/b\n' }],
    good: ['FROM debian:13\nRUN curl -fsSO https://example.com/a\nFROM debian:13\nRUN wget -q https://example.com/b\n'],
  },
};
