import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import { isSchemaOne } from '../../dockerfile/end-of-life';
import { referenceOf } from '../../dockerfile/image';
import type { KubernetesFile } from '../file';
import { inImage } from '../examples';

/** Image that no current runtime pulls. */
export const k8s079: Rule<KubernetesFile> = {
  code: 'K8S079',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Image that no current runtime pulls', zh: '当前运行时拉不到的镜像' },
  message: {
    en: '{image} exists in an image format that runtimes dropped: ErrImagePull.',
    zh: '{image} 使用的镜像格式已被运行时弃用：ErrImagePull。',
  },
  why: {
    en: 'Very old tags have a manifest of schema 1 only; containerd 2 and current engines refuse it. Old tutorials are full of them.',
    zh: '很老的标签只有 schema 1 格式的清单，containerd 2 和当前的引擎都不再支持。旧教程里到处都是。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const image = scalarOf(map.get('image'));
        if (image === undefined) continue;
        const { name, tag, digest } = referenceOf(image.text);
        const short = name.replace(/^(?:docker\.io\/)?(?:library\/)?/, '');
        if (digest === undefined && isSchemaOne(short, tag ?? ''))
          yield {
            span: image.part(),
            args: { image: brief(image.text, 32) },
            fix: changeTo(image.part(), `${name}:1.30`, false),
          };
      }
    }
  },
  examples: {
    bad: [{ text: inImage('image: «nginx:1.7.9»'), fixed: inImage('image: nginx:1.30') }],
    good: [inImage('image: nginx:1.30')],
  },
};
