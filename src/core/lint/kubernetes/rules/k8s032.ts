import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** File mode without its zero. */
export const k8s032: Rule<KubernetesFile> = {
  code: 'K8S032',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'File mode without its zero', zh: '文件权限缺少前导 0' },
  message: {
    en: '{mode} is read as decimal, which is {octal}. Write 0{mode}.',
    zh: '{mode} 会按十进制读取，等于 {octal}。请写成 0{mode}。',
  },
  why: {
    en: 'Modes are octal by habit, and YAML takes a number for octal only with a zero in front. `644` is decimal and sets quite other bits; above 511 the API server refuses it. In JSON there are no octal numbers: 420 is 0644.',
    zh: '文件权限习惯用八进制，而 YAML 只有在前面加 0 时才按八进制读取。`644` 是十进制，得到完全不同的权限位；大于 511 时 API 服务器会拒绝。JSON 没有八进制：420 就是 0644。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const [type, field] of modes) {
      for (const { map } of file.walk.all(type)) {
        const value = scalarOf(map.get(field));
        // What is usual as octal, or no permission at all as decimal.
        if (value?.style !== 'plain' || !/^[4-7][0-7][0-7]$/.test(value.text) || rightAsDecimal.has(value.text))
          continue;
        const args = { mode: value.text, octal: `0${Number(value.text).toString(8)}` };
        const fix = file.isJson
          ? changeTo(value.span, String(Number.parseInt(value.text, 8)))
          : changeTo(value.span, `0${value.text}`);
        yield { span: value.span, args, fix };
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod('volumes:\n  - name: scripts\n    configMap: { name: scripts, defaultMode: «755» }'),
        fixed: inPod('volumes:\n  - name: scripts\n    configMap: { name: scripts, defaultMode: 0755 }'),
      },
    ],
    good: [
      inPod(
        'volumes:\n  - { name: a, configMap: { name: a, defaultMode: 420 } }\n  - { name: b, secret: { secretName: b, defaultMode: 0400 } }\n  - { name: c, secret: { secretName: c, defaultMode: 493 } }',
      ),
    ],
  },
};

const modes: readonly (readonly [string, string])[] = [
  ['V1ConfigMapVolumeSource', 'defaultMode'],
  ['V1SecretVolumeSource', 'defaultMode'],
  ['V1ProjectedVolumeSource', 'defaultMode'],
  ['V1DownwardAPIVolumeSource', 'defaultMode'],
  ['V1KeyToPath', 'mode'],
  ['V1DownwardAPIVolumeFile', 'mode'],
];

// 0600, 0640, 0644, 0660, 0664, 0700, 0744, 0750, 0755, 0770, 0775, 0777, and those for reading only.
const rightAsDecimal = new Set('416 420 432 436 448 484 488 493 504 509 511'.split(' '));
