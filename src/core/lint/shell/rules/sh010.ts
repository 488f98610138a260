import { brief, type Edit, type Rule } from '../../rule';
import { runsOf, type RunOption } from '../docker-run';
import type { ShellFile } from '../file';

/** A published port in the network of the host; the daemon says "Published ports are discarded when using host network mode". */
export const sh010: Rule<ShellFile> = {
  code: 'SH010',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Port in the network of the host', zh: 'host 网络里的端口映射' },
  message: {
    en: 'In the network of the host {option} does nothing: the program listens on the port that it chooses itself.',
    zh: '使用 host 网络时 {option} 不起作用：程序直接监听它自己选的端口。',
  },
  why: {
    en: 'With `--network host` a container has no network of its own, so there is nothing to publish: its ports are those of the host. Docker drops the mapping with a warning, and the program answers on its own port, not on the one in front of the colon.',
    zh: '使用 `--network host` 时，容器没有自己的网络，也就没有什么可发布的：它的端口就是主机的端口。Docker 会丢弃映射并给出警告，程序在自己的端口上应答，而不是冒号前面的那个。',
  },
  lesson: 'docker/networks',
  *check(file) {
    for (const { options } of runsOf(file)) {
      const isHost = options.some(({ name, value }) => /^--net(?:work)?$/.test(name) && value === 'host');
      const ports = isHost ? options.filter(({ name }) => /^(?:-p|--publish)$/.test(name)) : [];
      const word = ports[0]?.words[0];
      if (word === undefined) continue;
      const title = { en: 'Delete it', zh: '删除' };
      const fix = { title, edits: ports.map((port) => removal(file, port)), safe: true };
      yield { span: word.span, args: { option: brief(word.text) }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'docker run -d --net=host «-p» 8080:80 nginx:1.30\n',
        fixed: 'docker run -d --net=host nginx:1.30\n',
      },
      {
        text: 'docker run «-p» 80:80 \\\n  --network host nginx:1.30\n',
        fixed: 'docker run --network host nginx:1.30\n',
      },
    ],
    good: ['docker run -p 80:80 --network shop nginx:1.30\ndocker run --network host nginx:1.30\n'],
  },
};

/** The option with what is between it and the next word. */
function removal({ text }: ShellFile, { words }: RunOption): Edit {
  const start = words[0]?.span.start ?? 0;
  const end = words.at(-1)?.span.end ?? start;
  const blank = /^(?:[ \t]|\\\r?\n)*/.exec(text.slice(end, end + 200))?.[0].length ?? 0;
  return { span: { start, end: end + blank }, text: '' };
}
