import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { nearest, listed } from '../fixes';
import { inPod, inContainer, object, service } from '../examples';
import { meaningOf } from '../yaml11';

/** Value is none of the allowed words. */
export const k8s019: Rule<KubernetesFile> = {
  code: 'K8S019',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Value is none of the allowed words', zh: '值不在允许的范围内' },
  message: {
    en: '"{field}" takes {words}; the API server refuses "{word}".',
    zh: '“{field}”只能是 {words}；API 服务器会拒绝“{word}”。',
  },
  why: {
    en: 'These words are compared letter by letter, capitals included: `NoSchedule` is one, `Noschedule` is none. The API server answers "Unsupported value" and lists what it takes.',
    zh: '这些值会逐个字母比较，大小写也算：`NoSchedule` 有效，`Noschedule` 无效。API 服务器会回答“Unsupported value”并列出允许的值。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { value, choice, field } of file.walk.words) {
      const meant = nearest(value.text, choice.words);
      const isOther = choice.isOpen && meant?.toLowerCase() !== value.text.toLowerCase();
      if (isOther || meaningOf(value) !== 'text') continue;
      const args = { field: brief(field, 22), words: listed(choice.words), word: brief(value.text, 16) };
      yield { span: value.part(), args, fix: changeTo(value.part(), meant) };
    }
  },
  examples: {
    bad: [
      { text: inContainer('imagePullPolicy: «ifNotPresent»'), fixed: inContainer('imagePullPolicy: IfNotPresent') },
      {
        text: inPod('tolerations:\n  - key: gpu\n    operator: Exists\n    effect: «Noschedule»'),
        fixed: inPod('tolerations:\n  - key: gpu\n    operator: Exists\n    effect: NoSchedule'),
      },
      {
        text: service('clusterIP: «none»\nselector: { app: web }'),
        fixed: service('clusterIP: None\nselector: { app: web }'),
      },
      { text: service('selector: { app: web }\nports:\n  - port: 53\n    protocol: «DNS»') },
    ],
    good: [
      service('clusterIP: 10.96.0.20\nselector: { app: web }\nports: [{ port: 53, protocol: UDP }]'),
      object('v1', 'LimitRange', 'spec:\n  limits: [{ type: example.com/Thing, max: { memory: 1Gi } }]'),
    ],
  },
};
