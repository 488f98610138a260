import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';

/** A host address or host port in EXPOSE. */
export const exposeInvalidFormat: Rule<DockerFile> = {
  code: 'ExposeInvalidFormat',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Host address or host port in EXPOSE', zh: 'EXPOSE 里写了主机地址或端口' },
  message: {
    en: 'EXPOSE names ports of the container only: the part before ":" does nothing, and will be an error.',
    zh: 'EXPOSE 只写容器端口：“:”前面的部分不起作用，以后会报错。',
  },
  why: {
    en: 'EXPOSE notes on which port the program listens; it publishes nothing. Which port of the host leads there is said at the start: `docker run -p 8080:80`, or `ports:` in Compose.',
    zh: 'EXPOSE 只记录程序监听哪个端口，并不发布。主机的哪个端口通到那里，要在启动时指定：`docker run -p 8080:80`，或 Compose 的 `ports:`。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { words } of instructionsOf(file, 'EXPOSE')) {
      for (const { text, span } of words) {
        if (!text.includes(':') || /[{<%"']/.test(text.replace(/\$\{\w+\}/g, '')) || /^\$\{[^}]*$/.test(text)) continue;
        const port = text.slice(text.lastIndexOf(':') + 1);
        const isPort = /^(\d+(-\d+)?|\$\w+|\$\{\w+\})(\/\w+)?$/.test(port);
        yield { span, fix: isPort ? changeTo(span, port) : undefined };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nEXPOSE «8080:80»\n', fixed: 'FROM alpine:3.22\nEXPOSE 80\n' },
      {
        text: 'FROM alpine:3.22\nEXPOSE 443 «127.0.0.1:8080:80/tcp»\n',
        fixed: 'FROM alpine:3.22\nEXPOSE 443 80/tcp\n',
      },
    ],
    good: ['FROM alpine:3.22\nARG PORT=80\nEXPOSE 80 ${PORT:-80} $PORT/tcp\n'],
  },
};
