import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { beside } from '../pod';
import { inContainer } from '../examples';
import { isTrue } from '../yaml11';

/** Writable root file system. */
export const noReadOnlyRootFs: Rule<KubernetesFile> = {
  code: 'no-read-only-root-fs',
  aliases: ['container-security-context-readonlyrootfilesystem'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Writable root file system', zh: '根文件系统可写' },
  message: {
    en: 'An intruder may change the program here: readOnlyRootFilesystem is not set.',
    zh: '入侵者可以改动这里的程序：没有设置 readOnlyRootFilesystem。',
  },
  why: {
    en: 'Few programs need to write outside of `/tmp` and their data; give these an emptyDir or a volume.',
    zh: '很少有程序需要写 `/tmp` 和数据目录以外的地方，这些目录用 emptyDir 或卷即可。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const pod of file.pods)
      for (const { map, span } of pod.containers)
        if (!isTrue(scalarAt(map, 'securityContext', 'readOnlyRootFilesystem'))) yield beside(span);
  },
  examples: {
    bad: [{ text: inContainer('stdin: false').replace('name: web\n          image', 'name: «web»\n          image') }],
    good: [inContainer('securityContext: { readOnlyRootFilesystem: true }')],
  },
};
