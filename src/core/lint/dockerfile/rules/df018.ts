import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';

/** Unknown protocol of a port. */
export const df018: Rule<DockerFile> = {
  code: 'DF018',
  aliases: ['INVALID_PROTO'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown protocol', zh: '未知协议' },
  message: {
    en: 'A port has the protocol tcp, udp or sctp; "{protocol}" stops the build.',
    zh: '端口的协议只有 tcp、udp、sctp；“{protocol}”会使构建停下。',
  },
  why: {
    en: 'EXPOSE notes on which ports the program listens. Without a protocol it is TCP; `53/udp` means UDP. Docker knows no others, and application protocols such as HTTP are all TCP here.',
    zh: 'EXPOSE 记录程序监听哪些端口。不写协议就是 TCP，`53/udp` 表示 UDP。Docker 不认识其他协议；HTTP 这类应用协议在这里都算 TCP。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { words } of instructionsOf(file, 'EXPOSE')) {
      for (const { text, span } of words) {
        const protocol = /^\d[\d-]*\/([A-Za-z]\w*)$/.exec(text)?.[1];
        if (protocol === undefined || protocols.includes(protocol.toLowerCase())) continue;
        const meant = closest(protocol.toLowerCase(), protocols) ?? (/^https?$/i.test(protocol) ? 'tcp' : undefined);
        const place = { start: span.end - protocol.length, end: span.end };
        yield { span: place, args: { protocol: brief(protocol) }, fix: changeTo(place, meant) };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nEXPOSE 53/«upd»\n', fixed: 'FROM alpine:3.22\nEXPOSE 53/udp\n' },
      { text: 'FROM alpine:3.22\nEXPOSE 80/«http»\n', fixed: 'FROM alpine:3.22\nEXPOSE 80/tcp\n' },
    ],
    good: ['FROM alpine:3.22\nEXPOSE 53/udp 80/tcp 132/sctp $PORT/x\n'],
  },
};

const protocols = ['tcp', 'udp', 'sctp'];
