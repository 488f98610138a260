import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { remove } from '../fixes';
import { object } from '../examples';

/** PodDisruptionBudget without one clear bound. */
export const k8s057: Rule<KubernetesFile> = {
  code: 'K8S057',
  aliases: ['poddisruptionbudget-has-policy'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'PodDisruptionBudget without one clear bound', zh: 'PodDisruptionBudget 的上下限不明确' },
  message: {
    en: 'A budget takes minAvailable or maxUnavailable: {what}.',
    zh: 'minAvailable 与 maxUnavailable 二选一：{what}。',
  },
  why: {
    en: 'The budget says how many Pods must stay during a drain, or how many may go: one of both. With both the API server refuses it, with none it protects nothing.',
    zh: 'PDB 规定排空节点时至少保留多少 Pod，或者最多停掉多少，二者只能写一个。两个都写，API 服务器会拒绝；都不写，则什么也保护不了。',
  },
  lesson: 'kubernetes-operations/scheduling',
  *check(file) {
    for (const { map, span } of file.walk.all('V1PodDisruptionBudgetSpec')) {
      const most = entryOf(map, 'maxUnavailable');
      const least = entryOf(map, 'minAvailable');
      if (most !== undefined && least !== undefined)
        yield { span: most.key.span, args: { what: both }, fix: remove(file, map, most, false) };
      else if (most === undefined && least === undefined && !file.isPartial)
        yield { span, args: { what: none }, severity: 'warning' };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  minAvailable: 1\n  «maxUnavailable»: 1\n  selector: { matchLabels: { app: web } }',
        ),
        fixed: object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }',
        ),
      },
      { text: object('policy/v1', 'PodDisruptionBudget', '«spec»:\n  selector: { matchLabels: { app: web } }') },
    ],
    good: [
      object(
        'policy/v1',
        'PodDisruptionBudget',
        'spec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: web } }',
      ),
    ],
  },
};

const both = { en: 'with both the API server refuses it', zh: '两个都写，API 服务器会拒绝' };
const none = { en: 'with none it protects nothing', zh: '都没写，等于没有保护' };
