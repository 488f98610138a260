import { changeTo } from '../../change-to';
import { type Rule, brief } from '../../rule';
import { isSchemaOne } from '../end-of-life';
import type { DockerFile } from '../file';
import { isOpen, proposedTag, referenceOf } from '../image';
import { shortName } from '../stages';

/** An image that exists in a format of long ago. */
export const df063: Rule<DockerFile> = {
  code: 'DF063',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Image in an outdated format', zh: '镜像格式过旧' },
  message: {
    en: '{image} exists only with manifest schema 1, which current engines refuse to pull.',
    zh: '{image} 只有 schema 1 格式的清单，现在的引擎拒绝拉取。',
  },
  why: {
    en: 'Images of before 2016 were described in a format that Docker and containerd have dropped. The tag is still listed by the registry, and old tutorials still name it. Take a line that is maintained.',
    zh: '2016 年以前的镜像使用的清单格式，Docker 和 containerd 已不再支持。标签在仓库里还看得到，旧教程里也还在用。请换用仍在维护的版本。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { image, parent } of file.stages) {
      if (image === undefined || parent !== undefined || isOpen(image.value)) continue;
      const { name, tag = '' } = referenceOf(image.value);
      if (!isSchemaOne(shortName(name), tag)) continue;
      const proposed = `nginx:${proposedTag('nginx') ?? ''}`;
      const fix = changeTo(image.span, proposed, false);
      yield { span: image.span, args: { image: brief(image.value, 40) }, fix };
    }
  },
  examples: { bad: [{ text: 'FROM «nginx:1.7.9»\n', fixed: 'FROM nginx:1.30\n' }], good: ['FROM nginx:1.30.0\n'] },
};
