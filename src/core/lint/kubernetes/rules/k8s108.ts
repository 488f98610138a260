import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { object, documents } from '../examples';
import { secondsIn, type KeyOf } from '../firsts';
import { groupOf } from '../schema/models';

/** Object written twice. */
export const k8s108: Rule<KubernetesFile> = {
  code: 'K8S108',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Object written twice', zh: '对象重复定义' },
  message: {
    en: '{kind} "{name}" is there above already: this one overwrites it.',
    zh: '前面已有 {kind}“{name}”，这一个会覆盖它。',
  },
  why: {
    en: 'kubectl applies the documents in order. Two of one kind, namespace and name are one object, and the second replaces what the first said.',
    zh: 'kubectl 按顺序应用各文档。类型、命名空间、名称都相同的就是同一个对象，后一个会替换前一个的内容。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file, nearby) {
    if (file.isPartial) return;
    for (const { object, first } of secondsIn(file, nearby, identityOf)) {
      yield {
        span: object.name?.span ?? object.span,
        args: { kind: brief(object.kind?.text ?? ''), name: brief(first.name) },
        severity: 'warning',
        related: [{ span: first.at, message, isOfWhole: true }],
      };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object('v1', 'ConfigMap', 'data: { a: b }', 'settings'),
          object('v1', 'ConfigMap', 'data: { a: c }', '«settings»'),
        ),
      },
    ],
    good: [
      documents(
        object('v1', 'ConfigMap', 'data: { a: b }', 'settings'),
        object('v1', 'Secret', 'stringData: { a: "" }', 'settings'),
      ),
    ],
  },
};

/** What makes an object that object for the API. */
const identityOf: KeyOf = ({ apiVersion, kind, name, namespace }) =>
  apiVersion && kind && name && [groupOf(apiVersion.text), kind.text, namespace ?? '', name.text].join(' ');

const message = { en: 'It stands here first', zh: '第一次出现在这里' };
