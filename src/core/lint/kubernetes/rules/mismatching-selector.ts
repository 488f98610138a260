import { changeTo } from '../../change-to';
import { brief, type Problem, type Rule } from '../../rule';
import { textOf, type Mapping, type Entry } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingAt } from '../object';
import { inPod } from '../examples';

/** Selector does not match the template. */
export const mismatchingSelector: Rule<KubernetesFile> = {
  code: 'mismatching-selector',
  aliases: [
    'deployment-pod-selector-labels-match-template-metadata-labels',
    'statefulset-pod-selector-labels-match-template-metadata-labels',
  ],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Selector does not match the template', zh: '选择器与模板标签不一致' },
  message: {
    en: 'The selector wants {key}={wanted}, the template carries {found}; the API refuses this.',
    zh: '选择器要求 {key}={wanted}，模板却是 {found}，API 会拒绝。',
  },
  why: {
    en: 'A Deployment knows its Pods by their labels only. If the Pods that it makes did not match its own selector, it would make more for ever; so the API server refuses it: "selector does not match template labels".',
    zh: 'Deployment 只靠标签认出自己的 Pod。如果它创建的 Pod 与选择器不匹配，它就会没完没了地创建，所以 API 服务器会拒绝：“selector does not match template labels”。',
  },
  lesson: 'kubernetes/deployments',
  *check(file) {
    for (const object of file.isPartial ? [] : file.objects) {
      if (object.known === undefined || !object.is('Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet')) continue;
      const template = mappingAt(object.spec, 'template');
      const selector = mappingAt(object.spec, 'selector', 'matchLabels');
      const labels = mappingAt(template, 'metadata', 'labels');
      for (const entry of template === undefined ? [] : (selector?.all.values() ?? [])) {
        const problem = mismatch(entry, labels);
        if (problem !== undefined) yield problem;
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod('terminationGracePeriodSeconds: 5').replace('labels: { app: web }', 'labels: { app: «wbe» }'),
        fixed: inPod('terminationGracePeriodSeconds: 5'),
      },
      {
        text: inPod('terminationGracePeriodSeconds: 5').replace(
          'matchLabels: { app: web }',
          'matchLabels: { app: web, «tier»: front }',
        ),
      },
    ],
    good: [
      inPod('terminationGracePeriodSeconds: 5').replace('labels: { app: web }', 'labels: { app: web, tier: front }'),
    ],
  },
};

function mismatch({ key, value }: Entry, labels: Mapping | undefined): Problem | undefined {
  const label = labels?.get(key.text);
  const wanted = textOf(value) ?? '';
  if ((label !== undefined && textOf(label) === wanted) || (value !== undefined && value.kind !== 'scalar'))
    return undefined;
  const names = { key: brief(key.text, 26), wanted: brief(wanted, 20) };
  if (label?.kind !== 'scalar') return { span: key.span, args: { ...names, found: nothing } };
  const found = brief(`${key.text}=${label.text}`, 26);
  return { span: label.span, args: { ...names, found }, fix: value && changeTo(label.part(), wanted, false) };
}

const nothing = { en: 'no such label', zh: '没有这个标签' };
