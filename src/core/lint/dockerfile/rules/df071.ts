import type { Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import { knownBase } from '../known-bases';
import { lineage, ownOf, rootImage } from '../stages';

/** EXPOSE differs from what the base listens on. */
export const df071: Rule<DockerFile> = {
  code: 'DF071',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'EXPOSE differs from the base image', zh: 'EXPOSE 与基础镜像不一致' },
  message: {
    en: '{image} listens on {port}, and nothing here tells it to use another port.',
    zh: '{image} 监听的是 {port}，这里也没有让它改用别的端口。',
  },
  why: {
    en: 'EXPOSE makes no program listen; it only writes down where one does. A wrong number misleads readers, and tools that connect to the exposed port.',
    zh: 'EXPOSE 不会让程序去监听，只是记下它在哪里监听。写错会误导读者，也会误导按它连接的工具。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { words, stage } of instructionsOf(file, 'EXPOSE')) {
      const root = rootImage(file, stage);
      const ports = root === undefined ? undefined : knownBase(root.short)?.ports;
      if (
        ports === undefined ||
        lineage(file, stage).some(
          (one) =>
            ownOf(file, one, 'RUN', 'ENV', 'CMD', 'ENTRYPOINT').length > 0 ||
            ownOf(file, one, 'COPY', 'ADD').some(mayConfigure),
        )
      )
        continue;
      const own = words.map(({ value }) => Number(value.replace(/\/tcp$/, '')));
      const at = own.findIndex((port) => !ports.includes(port));
      const word = words[at];
      if (word !== undefined && own.every((port) => port > 0) && !own.some((port) => ports.includes(port)))
        yield { span: word.span, args: { image: root?.short ?? '', port: String(ports[0]) } };
    }
  },
  examples: {
    bad: [{ text: 'FROM nginx:1.30\nCOPY index.html /usr/share/nginx/html/\nEXPOSE «8080»\n' }],
    good: ['FROM nginx:1.30\nCOPY nginx.conf /etc/nginx/\nEXPOSE 8080\nFROM httpd:2.4\nEXPOSE 80 443\n'],
  },
};

const mayConfigure = ({ rest }: Instruction): boolean =>
  /conf|cfg|\.ya?ml|\.xml|\.ini|template|\/etc|\$|(^|\s)\.(\s|\/)/.test(rest.text);
