import { isOpen, proposedTag, referenceOf } from '../../dockerfile/image';
import { brief, type Fix, type Problem, type Rule, type Span } from '../../rule';
import type { Scalar } from '../../yaml/tree';
import type { ComposeFile } from '../file';

/** Image without a tag, or with latest. */
export const dc039: Rule<ComposeFile> = {
  code: 'DC039',
  aliases: ['service-image-require-explicit-tag'],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Image without a version', zh: '镜像没有指明版本' },
  message: {
    en: '{image} names no version: the same file may start another program tomorrow.',
    zh: '{image} 没有指明版本：同一个文件，明天启动的可能是另一个版本。',
  },
  why: {
    en: 'No tag means `latest`, and that tag moves with every release. The next pull may bring a new major version: a database then refuses the data of the old one, and nobody can tell what ran yesterday. Name a release line such as `redis:8`.',
    zh: '不写标签等于 `latest`，而这个标签会随每次发布移动。下次拉取可能就是新的大版本：数据库会拒绝旧数据，也没人说得清昨天跑的是哪个版本。请写明版本系列，如 `redis:8`。',
  },
  lesson: 'docker/compose',
  *check(file) {
    for (const service of file.services) {
      const image = service.entry('image')?.value;
      // With a build, the name is that of the result.
      const isLocal = service.has('build') || /^(never|build)$/.test(service.text('pull_policy') ?? '');
      const found = isLocal || image?.kind !== 'scalar' ? undefined : problem(image);
      if (found !== undefined) yield found;
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  cache:\n    image: «redis»\n',
        fixed: 'services:\n  cache:\n    image: redis:8\n',
      },
      {
        text: 'services:\n  web:\n    image: "nginx:«latest»"\n',
        fixed: 'services:\n  web:\n    image: "nginx:1.30"\n',
      },
      { text: 'services:\n  web:\n    image: «registry.example.com:5000/team/app»\n' },
    ],
    good: [
      'services:\n  web:\n    image: nginx:1.30\n  app:\n    image: team/app@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1\n',
      'services:\n  web:\n    build: .\n    image: shop/web\n  app:\n    image: shop/app\n    pull_policy: never\n  api:\n    image: ${API_IMAGE}\n  job:\n    image: shop/job:${TAG:-latest}\n',
    ],
  },
};

function problem(image: Scalar): Problem | undefined {
  const { name, tag, digest } = referenceOf(image.text);
  if (isOpen(image.text) || name === '' || name === 'scratch' || digest !== undefined) return undefined;
  if (tag !== undefined && tag !== 'latest') return undefined;
  const span = tag === undefined ? image.part() : image.part(name.length + 1);
  return { span, args: { image: brief(image.text, 40) }, fix: withTag(name, tag, span) };
}

function withTag(name: string, tag: string | undefined, span: Span): Fix | undefined {
  const proposed = proposedTag(name);
  if (proposed === undefined) return undefined;
  const edit =
    tag === undefined ? { span: { start: span.end, end: span.end }, text: `:${proposed}` } : { span, text: proposed };
  const text = `${brief(name, 40)}:${proposed}`;
  return { title: { en: `Name a release line: ${text}`, zh: `写明版本系列：${text}` }, edits: [edit], safe: false };
}
