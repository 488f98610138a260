import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inImage } from '../examples';
import { spacedImage } from '../images';

/** Blank inside an image reference. */
export const k8s003: Rule<KubernetesFile> = {
  code: 'K8S003',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Blank inside an image reference', zh: '镜像引用里有空格' },
  message: {
    en: 'An image reference has no blanks: this one cannot be pulled, write {meant}.',
    zh: '镜像引用里不能有空格，否则无法拉取，应写成 {meant}。',
  },
  why: {
    en: 'Name, colon and tag are one word. With ": " in it YAML sees a second key on the line and refuses the whole file; with a blank before the colon the name itself is invalid.',
    zh: '镜像名、冒号、标签是一个词。写成“: ”，YAML 会在这一行看到第二个键，整个文件都读不了；冒号前有空格，则镜像名本身无效。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const fault of file.faults) {
      const found = spacedImage(file, fault);
      if (found !== undefined)
        yield { span: found.span, args: { meant: brief(found.meant, 40) }, fix: changeTo(found.span, found.meant) };
    }
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const image = scalarOf(map.get('image'));
        if (image === undefined || !/\s/.test(image.text)) continue;
        const meant = image.text.replace(/\s+/g, '');
        yield { span: image.span, args: { meant: brief(meant, 40) }, fix: changeTo(image.part(), meant) };
      }
    }
  },
  examples: {
    bad: [
      { text: inImage('image: «perl: 5.30.1»'), fixed: inImage('image: perl:5.30.1') },
      { text: inImage('image: «nginx :1.30»'), fixed: inImage('image: nginx:1.30') },
    ],
    good: [inImage('image: registry.example.com:5000/team/app:2.1')],
  },
};
