import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { isOpen } from '../image';

/** A base image from a registry that is not allowed. */
export const dl3026: Rule<DockerFile> = {
  code: 'DL3026',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Base image from another registry', zh: '基础镜像来自未许可的仓库' },
  message: {
    en: '{image} comes from {registry}, which is not among the registries that this project allows.',
    zh: '{image} 来自 {registry}，不在本项目许可的仓库之列。',
  },
  why: {
    en: 'Many companies take base images from their own registry only, where somebody has looked at them. The list of allowed registries is a setting; without one this rule is silent.',
    zh: '很多公司只用自家仓库里审查过的基础镜像。许可的仓库在设置里列出；没有设置时这条规则不起作用。',
  },
  lesson: 'docker/registry',
  *check(file) {
    const trusted = file.options.trustedRegistries;
    if (trusted.length === 0) return;
    for (const { image, parent } of file.stages) {
      if (image === undefined || parent !== undefined || image.value === 'scratch' || isOpen(image.value)) continue;
      const registry = registryOf(image.value);
      if (!trusted.some((pattern) => isTrusted(pattern, registry)))
        yield { span: image.span, args: { image: brief(image.value, 20), registry: brief(registry) } };
    }
  },
  examples: {
    bad: [{ text: 'FROM «nginx:1.30»\n' }],
    good: ['FROM registry.example.com/team/nginx:1.30\nFROM scratch\n'],
  },
};

/** The registry of an image; one that names none comes from Docker Hub. */
function registryOf(image: string): string {
  const head = image.slice(0, Math.max(image.indexOf('/'), 0));
  return /[.:]/.test(head) || head === 'localhost' ? head : 'docker.io';
}

function isTrusted(pattern: string, registry: string): boolean {
  const wanted = pattern === 'hub.docker.com' ? 'docker.io' : pattern;
  if (wanted === '*' || wanted === registry) return true;
  if (wanted.startsWith('*')) return registry.endsWith(wanted.slice(1));
  return wanted.endsWith('*') && registry.startsWith(wanted.slice(0, -1));
}
