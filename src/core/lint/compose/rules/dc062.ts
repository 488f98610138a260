import { changeTo } from '../../change-to';
import { hasEnded } from '../../dockerfile/end-of-life';
import { proposedTag, referenceOf } from '../../dockerfile/image';
import { brief, type Fix, type Rule } from '../../rule';
import type { Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { officialName } from '../images';

/** Image past its end of life. */
export const dc062: Rule<ComposeFile> = {
  code: 'DC062',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Image past its end of life', zh: '镜像已停止维护' },
  message: {
    en: '{image} is no longer maintained: holes that are found in it stay open.',
    zh: '{image} 已停止维护：再发现漏洞也不会修补。',
  },
  why: {
    en: 'Every release line ends one day; after that its image gets no updates. Before you change the line of a database, read how its data is taken over: often by a dump and a restore.',
    zh: '每个版本系列都有终止的一天，之后镜像不再更新。数据库换系列之前，先看清数据如何迁移：通常是导出再导入。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      const image = service.entry('image')?.value;
      if (image?.kind !== 'scalar' || service.has('build')) continue;
      const name = officialName(image.text);
      const { tag, digest } = referenceOf(image.text);
      if (name === undefined || tag === undefined || !hasEnded(name, tag)) continue;
      yield {
        span: image.part(),
        args: { image: brief(image.text, 40) },
        fix: digest === undefined ? renewed(image, name, tag) : undefined,
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    image: «nginx:1.21-alpine»\n',
        fixed: 'services:\n  web:\n    image: nginx:1.30-alpine\n',
      },
      {
        text: 'services:\n  db:\n    image: "«mysql:5.7»"\n    env_file: db.env\n    volumes: [./data:/var/lib/mysql]\n',
        fixed: 'services:\n  db:\n    image: "mysql:8.4"\n    env_file: db.env\n    volumes: [./data:/var/lib/mysql]\n',
      },
    ],
    good: [
      'services:\n  web:\n    image: nginx:1.30\n  cache:\n    image: redis:8\n  own:\n    image: example/nginx:1.2\n  built:\n    build: .\n    image: nginx:1.2\n',
    ],
  },
};

/** The same variant of a line that is maintained. */
function renewed(image: Scalar, name: string, tag: string): Fix | undefined {
  const variant = /^\d+(?:\.\d+)*(-alpine|-slim)?$/.exec(tag);
  const proposed = proposedTag(name);
  if (variant === null || proposed === undefined || image.inner === undefined) return undefined;
  const text = `${proposed}${variant[1] ?? ''}`;
  return changeTo(image.part(image.text.length - tag.length), text, false, `${name}:${text}`);
}
