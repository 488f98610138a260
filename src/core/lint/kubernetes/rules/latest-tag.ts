import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import { referenceOf } from '../../dockerfile/image';
import type { KubernetesFile } from '../file';
import { inImage } from '../examples';
import { isOpen, proposedTag } from '../../dockerfile/image';

/** Image without a fixed tag. */
export const latestTag: Rule<KubernetesFile> = {
  code: 'latest-tag',
  aliases: ['container-image-tag'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Image without a fixed tag', zh: '镜像没有固定标签' },
  message: { en: '{image} is another image tomorrow: {what}.', zh: '{image} 明天可能就是另一个镜像：{what}。' },
  why: {
    en: '`latest`, and no tag means the same, is whatever was pushed last. Nodes that pull at different times run different programs, a rollback brings nothing back, and nobody can say which version failed.',
    zh: '`latest`（不写标签也一样）指向最后推送的镜像。节点在不同时间拉取，运行的就是不同的程序；回滚也回不到原来的版本；出了问题也说不清是哪个版本。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const image = scalarOf(map.get('image'));
        if (image === undefined || image.text === '' || isOpen(image.text)) continue;
        const { name, tag, digest } = referenceOf(image.text);
        if (digest !== undefined || (tag !== undefined && tag !== 'latest')) continue;
        const proposed = proposedTag(name);
        const fix = proposed === undefined ? undefined : changeTo(image.part(), `${name}:${proposed}`, false);
        yield {
          span: image.part(),
          args: { image: brief(image.text, 40), what: tag === undefined ? none : latest },
          fix,
        };
      }
    }
  },
  examples: {
    bad: [
      { text: inImage('image: «nginx»'), fixed: inImage('image: nginx:1.30') },
      { text: inImage('image: «registry.example.com/team/app:latest»') },
    ],
    good: [
      inImage('image: registry.example.com:5000/team/app:2.1'),
      inImage('image: nginx@sha256:1111111111111111111111111111111111111111111111111111111111111111'),
    ],
  },
};

const none = { en: 'it has no tag, which means latest', zh: '没有标签，等于 latest' };
const latest = { en: 'latest moves', zh: 'latest 会变' };
