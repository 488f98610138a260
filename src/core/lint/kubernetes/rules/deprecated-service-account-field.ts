import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { remove } from '../fixes';
import { inPod } from '../examples';

/** Old name of serviceAccountName. */
export const deprecatedServiceAccountField: Rule<KubernetesFile> = {
  code: 'deprecated-service-account-field',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Old name of serviceAccountName', zh: 'serviceAccountName 的旧名' },
  message: {
    en: 'serviceAccount is the old name of serviceAccountName and goes some day.',
    zh: 'serviceAccount 是 serviceAccountName 的旧名，将来会移除。',
  },
  why: {
    en: 'The field was renamed in the first year of Kubernetes; the old name is an alias that tools overlook. With both set to different accounts nobody can tell which one counts.',
    zh: '这个字段早在 Kubernetes 发布第一年就改名了，旧名只是别名，工具常常看不到它。两个字段写了不同账号时，说不清以哪个为准。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const pod of file.pods) {
      const entry = entryOf(pod.spec, 'serviceAccount');
      if (entry === undefined) continue;
      const fix = pod.spec.all.has('serviceAccountName')
        ? remove(file, pod.spec, entry, false)
        : changeTo(entry.key.part(), 'serviceAccountName');
      yield { span: entry.key.span, fix };
    }
  },
  examples: {
    bad: [{ text: inPod('«serviceAccount»: reader'), fixed: inPod('serviceAccountName: reader') }],
    good: [inPod('serviceAccountName: reader')],
  },
};
