import type { Fix, Rule } from '../../rule';
import { declaration } from '../declare';
import type { ComposeFile } from '../file';
import { mountsIn } from '../mounts';
import { undeclared, type Reference } from '../names';

/** Named volume that is not declared. */
export const dc011: Rule<ComposeFile> = {
  code: 'DC011',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Volume is not declared', zh: '命名卷没有声明' },
  message: {
    en: 'The volume "{name}" is not declared at the top level. {then}',
    zh: '卷“{name}”没有在顶层声明。{then}',
  },
  why: {
    en: 'What stands before the colon of a mount is a path when it starts with `.`, `/` or `~`; anything else is the name of a volume, and a name must be declared under `volumes:` at the top level. So a folder next to the file is written `./data`, with the dot.',
    zh: '挂载项冒号前的部分，以 `.`、`/` 或 `~` 开头才是路径；其他写法都是卷名，而卷名必须在顶层 `volumes:` 下声明。所以文件旁边的目录要写成 `./data`，不能省略点。',
  },
  lesson: 'docker/compose',
  *check(file) {
    const paths = new Map<string, Fix>();
    const references = file.services
      .flatMap((service) => mountsIn(service.entry('volumes')?.value))
      .flatMap(({ type, source, scalar }): readonly Reference[] => {
        if (type !== 'volume' || source === undefined || scalar === undefined) return [];
        const span = scalar.part(0, source.length);
        if (source.includes('/')) paths.set(source, asPath(span.start));
        return [{ name: source, span }];
      });
    yield* undeclared(file, 'volumes', references, (name) => paths.get(name) ?? declaration(file, 'volumes', name));
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    volumes:\n      - «data»:/data\n',
        fixed: 'services:\n  web:\n    build: .\n    volumes:\n      - data:/data\nvolumes:\n  data:\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    volumes:\n      - "«dbdta»:/data:ro"\n\nvolumes:\n  dbdata: # kept\n',
        fixed:
          'services:\n  web:\n    build: .\n    volumes:\n      - "dbdata:/data:ro"\n\nvolumes:\n  dbdata: # kept\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    volumes:\n      - type: volume\n        source: «data»\n        target: /data\nvolumes: # none yet\n',
        fixed:
          'services:\n  web:\n    build: .\n    volumes:\n      - type: volume\n        source: data\n        target: /data\nvolumes: # none yet\n  data:\n',
      },
      {
        text: 'services:\n  web:\n    build: .\n    volumes: [«src/html»:/html]\n',
        fixed: 'services:\n  web:\n    build: .\n    volumes: [./src/html:/html]\n',
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n    volumes:\n      - data:/data\n      - ./html:/html\n      - ~/.cache:/cache\n      - /tmp\nvolumes:\n  data:\n',
      'services:\n  web:\n    build: .\n    volumes:\n      - C:\\site:/site\n      - c:/site:/site2\n      - ${DATA}:/data\n      - { type: bind, source: html, target: /html }\n',
      'services:\n  web:\n    volumes: [from-the-other-file:/data]\n',
    ],
  },
};

function asPath(start: number): Fix {
  return {
    title: { en: 'Write a path: ./…', zh: '写成路径：./…' },
    edits: [{ span: { start, end: start }, text: './' }],
    safe: false,
  };
}
