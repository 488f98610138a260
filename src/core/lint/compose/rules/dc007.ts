import { brief, type Rule } from '../../rule';
import { entriesOf, mappingOf, type Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { structureOf } from '../structure';
import type { Service } from '../service';
import { overrides } from '../surroundings';

/** Service with neither an image nor a build. */
export const dc007: Rule<ComposeFile> = {
  code: 'DC007',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Service without an image', zh: '服务没有镜像' },
  message: {
    en: '"{name}" has neither image nor build, so there is nothing to start: Compose refuses the file.',
    zh: '“{name}”既没有 image 也没有 build，没有东西可启动：Compose 会拒绝此文件。',
  },
  why: {
    en: 'A container is made from an image. A service names one with `image:`, or says with `build:` from which folder it is built; with both, `image` is the name of what was built. Only in a file that is laid over another one may both be missing.',
    zh: '容器由镜像创建。服务要么用 `image:` 指明镜像，要么用 `build:` 说明从哪个目录构建；两者都写时，`image` 是构建结果的名字。只有叠加在其他文件之上的文件，才可以都不写。',
  },
  lesson: 'docker/compose',
  *check(file, nearby) {
    if (file.root === undefined || file.root.all.has('include') || isLaidOver(file)) return;
    const laidOver = overrides.map((name) => nearby.at(name)?.kind);
    if (laidOver.includes('file')) return;
    const isAlone = laidOver.every((kind) => kind === 'nothing');
    const misplaced = new Set(structureOf(file).misplaced.map(({ entry }) => entry.key));
    for (const key of emptyIn(file)) yield { span: key.part(), args: { name: brief(key.text) } };
    for (const service of file.services) {
      if (misplaced.has(service.key) || service.isOpen || canStart(service) || isFragment(service)) continue;
      yield {
        span: service.key.part(),
        args: { name: brief(service.name) },
        // Another file may bring the image.
        ...(!isAlone && { severity: 'warning' as const }),
      };
    }
  },
  examples: {
    bad: [
      { text: 'services:\n  web:\n    build: .\n  «db»:\n\nvolumes:\n  data:\n' },
      { text: 'services:\n  web:\n    build: .\n  «db»:\n    ports: ["5432:5432"]\n' },
      {
        text: 'services:\n  «web»:\n    restart: always\n    environment: { A: x }\n  api:\n    image: example/api:1.0\n',
        beside: { Dockerfile: 'FROM alpine:3.22\n' },
      },
    ],
    good: [
      'services:\n  web:\n    build: .\n  api:\n    extends: { file: base.yaml, service: api }\n  job:\n    extends: web\n  store:\n    provider: { type: cloud }\n',
      'services:\n  web:\n    ports: ["8080:80"]\n',
      'include: [db.yaml]\nservices:\n  db:\n    restart: always\n  web:\n    build: .\n',
    ],
  },
};

function isLaidOver(file: ComposeFile): boolean {
  return file.isMain === false || (file.isMain === undefined && !file.services.some((one) => canStart(one)));
}

function canStart(service: Service): boolean {
  return ['image', 'build', 'provider'].some((key) => service.has(key));
}

/** Has it nothing at all, being still written, or a name that is no service's? */
function isFragment(service: Service): boolean {
  return mappingOf(service.body)?.all.size === 0;
}

/** Names of services with nothing below them. */
function emptyIn({ root, text }: ComposeFile): readonly Scalar[] {
  return entriesOf(root?.get('services')).flatMap(({ key, value, span }) => {
    const isEmpty = value === undefined && !/[!*~]|null/.test(text.slice(key.span.end, span.end));
    return isEmpty && !key.text.startsWith('x-') ? [key] : [];
  });
}
