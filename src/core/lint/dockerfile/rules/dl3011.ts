import { brief, type Rule } from '../../rule';
import type { DockerFile } from '../file';

/** Port outside 0-65535. */
export const dl3011: Rule<DockerFile> = {
  code: 'DL3011',
  aliases: ['INVALID_PORT'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Port outside 0 to 65535', zh: '端口超出 0 到 65535' },
  message: {
    en: '"{port}" is no port: only numbers from 0 to 65535 are, so the build stops here.',
    zh: '“{port}”不是端口：端口只能是 0 到 65535 的数字，构建会停在这里。',
  },
  why: {
    en: 'A port is a number of 16 bits. EXPOSE takes ports and ranges of ports, separated by blanks, each with `/tcp` or `/udp` if you like; it knows neither service names nor commas.',
    zh: '端口是 16 位的数字。EXPOSE 接受端口和端口范围，以空格分隔，后面可以带 `/tcp` 或 `/udp`；它既不认识服务名，也不认识逗号。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      if (instruction.keyword !== 'EXPOSE') continue;
      for (const { text, value, span } of instruction.words) {
        // Variables are unknown here; addresses in front of the port are another rule's matter.
        if (/[$:"']/.test(text) || isPort(value)) continue;
        const listed = value.split(',').filter((part) => part !== '');
        yield {
          span,
          args: { port: brief(value) },
          fix:
            value.includes(',') && listed.every(isPort)
              ? {
                  title: { en: 'Separate the ports by blanks', zh: '用空格分隔端口' },
                  edits: [{ span, text: listed.join(' ') }],
                  safe: true,
                }
              : undefined,
        };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nEXPOSE «70000»\n' },
      { text: 'FROM alpine:3.22\nEXPOSE 80 «8000-80000/tcp»\n' },
      { text: 'FROM alpine:3.22\nEXPOSE «80,443»\n', fixed: 'FROM alpine:3.22\nEXPOSE 80 443\n' },
    ],
    good: ['FROM alpine:3.22\nARG PORT=80\nEXPOSE 0 80 443/tcp 53/udp 8000-8010 65535 $PORT ${PORT}/tcp\n'],
  },
};

function isPort(word: string): boolean {
  const [, first, last] = /^(\d+)(?:-(\d+))?(?:\/\w*)?$/.exec(word) ?? [];
  const from = Number(first);
  const to = Number(last ?? first);
  return from <= to && to <= 65535;
}
