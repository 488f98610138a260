import { fill, type Text } from '../../../text';
import type { Nearby } from '../../nearby';
import { brief, type Problem, type Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { isMissing, meantBeside, renamed } from '../missing-path';
import type { Service } from '../service';
import { buildOf, joined } from '../surroundings';

/** Build context or Dockerfile that is missing. */
export const dc031: Rule<ComposeFile> = {
  code: 'DC031',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Nothing to build from', zh: '构建所需的文件不存在' },
  message: { en: '{what}, so this cannot be built.{then}', zh: '{what}，无法构建。{then}' },
  why: {
    en: '`build:` names a folder, from the folder of this file on: what is in it is all that the build can use. In it Compose looks for `Dockerfile`, or for the file that `dockerfile:` names, whose path counts from that folder and not from here.',
    zh: '`build:` 写的是一个目录，从本文件所在目录算起：构建只能用到其中的内容。Compose 在里面找 `Dockerfile`，或者 `dockerfile:` 指定的文件，而后者的路径从构建目录算起，不是从这里。',
  },
  lesson: 'docker/compose',
  *check(file, nearby) {
    for (const service of file.services) {
      const found = problem(service, nearby);
      if (found !== undefined) yield found;
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    build: ./«wbe»\n'.replace('./«wbe»', '«./wbe»'),
        fixed: 'services:\n  web:\n    build: ./web\n',
        beside: { 'web/Dockerfile': 'FROM alpine:3.22\n' },
      },
      {
        text: 'services:\n  web:\n    build:\n      context: web\n      dockerfile: «web/Dockerfile.dev»\n',
        beside: { 'web/Dockerfile.dev': 'FROM alpine:3.22\n' },
      },
      {
        text: 'services:\n  web:\n    build:\n      context: .\n      dockerfile: «Dockerfile-dev»\n',
        fixed: 'services:\n  web:\n    build:\n      context: .\n      dockerfile: Dockerfile.dev\n',
        beside: { 'Dockerfile.dev': 'FROM alpine:3.22\n' },
      },
      { text: 'services:\n  web:\n    build: «.»\n', beside: { 'app.py': '' } },
    ],
    good: [
      {
        text: 'services:\n  web:\n    build: .\n  api:\n    build: { context: ./api, dockerfile: docker/Dockerfile }\n  inline:\n    build: { context: ., dockerfile_inline: FROM alpine:3.22 }\n  far:\n    build: https://github.com/example/app.git#main\n  near:\n    build: ${DIR}\n',
        beside: { Dockerfile: 'FROM alpine:3.22\n', 'api/docker/Dockerfile': 'FROM alpine:3.22\n' },
      },
      { text: 'services:\n  web:\n    build: web\n', beside: { 'web/dockerfile': 'FROM alpine:3.22\n' } },
      'services:\n  web:\n    build: ./web\n',
    ],
  },
};

function problem(service: Service, nearby: Nearby): Problem | undefined {
  const build = buildOf(service);
  if (build === undefined) return undefined;
  const [context] = build.contexts;
  for (const [named, what] of [
    [context, texts.folder],
    [build.dockerfile, texts.file],
  ] as const) {
    if (named === undefined || !isMissing(named, nearby)) continue;
    const meant = meantBeside(named, nearby);
    const args = { what: fill(what, { path: brief(named.path, 30) }), then: didYouMean(meant) };
    return { span: named.scalar.part(), args, fix: renamed(named, meant) };
  }
  const folder = nearby.at(context?.path ?? '');
  const isThere = folder?.kind !== 'folder' || folder.names.some((name) => name.toLowerCase() === 'dockerfile');
  if (context === undefined || !build.needsDockerfile || isThere) return undefined;
  const path = joined(context.path, 'Dockerfile');
  return {
    span: context.scalar.part(),
    args: { what: fill(texts.file, { path: brief(path, 30) }), then: { en: '', zh: '' } },
  };
}

const texts = {
  folder: { en: 'There is no folder "{path}"', zh: '没有“{path}”这个目录' },
  file: { en: 'There is no file "{path}"', zh: '没有“{path}”这个文件' },
} satisfies Record<string, Text>;

function didYouMean(meant: string | undefined): Text {
  if (meant === undefined) return { en: '', zh: '' };
  return fill({ en: ' Did you mean "{meant}"?', zh: '是不是“{meant}”？' }, { meant: brief(meant) });
}
