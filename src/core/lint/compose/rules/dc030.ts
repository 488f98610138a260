import { fill, type Text } from '../../../text';
import type { Nearby } from '../../nearby';
import { brief, type Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { isMissing, meantBeside, renamed } from '../missing-path';
import { envFilesOf, nameOf, parentOf, type NamedPath } from '../surroundings';

/** File with variables that is missing. */
export const dc030: Rule<ComposeFile> = {
  code: 'DC030',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'env_file is missing', zh: 'env_file 指向的文件不存在' },
  message: {
    en: 'There is no file {path}, so Compose starts nothing.{then}',
    zh: '没有 {path} 这个文件，Compose 什么也不会启动。{then}',
  },
  why: {
    en: 'Compose reads the files under `env_file:` before it starts anything, by their paths from the folder of this file. A file with passwords is rightly not in Git: put an example beside it (`.env.example`) and say in the README that it is to be copied, or write `required: false`.',
    zh: 'Compose 在启动之前会读取 `env_file:` 里的文件，路径从本文件所在目录算起。含密码的文件不放进 Git 是对的：旁边放一个 `.env.example`，在 README 里说明要复制一份；或者写上 `required: false`。',
  },
  lesson: 'docker/compose',
  *check(file, nearby) {
    for (const service of file.services) {
      for (const named of envFilesOf(service)) {
        if (!isMissing(named, nearby)) continue;
        const meant = meantBeside(named, nearby);
        const example = meant?.startsWith(named.path) === true ? meant : exampleOf(named, nearby);
        const then = example === undefined ? didYouMean(meant) : fill(copy, { example: brief(example) });
        const fix = example === undefined ? renamed(named, meant) : undefined;
        yield { span: named.scalar.part(), args: { path: brief(named.path), then }, fix };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: .\n    env_file: «wbe.env»\n',
        fixed: 'services:\n  web:\n    build: .\n    env_file: web.env\n',
        beside: { Dockerfile: 'FROM alpine:3.22\n', 'web.env': 'A=b\n' },
      },
      {
        text: 'services:\n  web:\n    build: .\n    env_file:\n      - path: ./«env/web»\n'.replace(
          './«env/web»',
          '«./env/web»',
        ),
        beside: { Dockerfile: 'FROM alpine:3.22\n' },
      },
    ],
    good: [
      {
        text: 'services:\n  web:\n    build: .\n    env_file:\n      - web.env\n      - { path: more.env, required: false }\n      - ${FILE}\n      - /etc/web.env\n',
        beside: { Dockerfile: 'FROM alpine:3.22\n', 'web.env': '' },
      },
      'services:\n  web:\n    build: .\n    env_file: web.env\n',
    ],
  },
};

const copy = { en: ' Copy {example} to it.', zh: '请复制一份 {example}。' };

function didYouMean(meant: string | undefined): Text {
  if (meant === undefined) return { en: '', zh: '' };
  return fill({ en: ' Did you mean {meant}?', zh: '是不是 {meant}？' }, { meant: brief(meant) });
}

/** The example that lies beside the file that everybody makes for themselves. */
function exampleOf({ path }: NamedPath, nearby: Nearby): string | undefined {
  const folder = nearby.at(parentOf(path));
  if (folder?.kind !== 'folder') return undefined;
  const name = nameOf(path);
  return folder.names.find((one) => [`${name}.example`, `${name}.sample`, `${name}.template`].includes(one));
}
