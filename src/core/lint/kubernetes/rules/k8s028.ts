import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inBareContainer } from '../examples';
import { quantityOf } from '../quantity';

/** Decimal suffix for memory. */
export const k8s028: Rule<KubernetesFile> = {
  code: 'K8S028',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Decimal suffix for memory', zh: '内存用了十进制后缀' },
  message: {
    en: '{amount} is decimal, {percent} % less than {binary}.',
    zh: '{amount} 按十进制计算，比 {binary} 少 {percent}%。',
  },
  why: {
    en: '`M` and `G` count in thousands, `Mi` and `Gi` in 1,024s. Memory is made and measured in the latter, so that `2G` is 7 % less than what most people mean.',
    zh: '`M`、`G` 按 1000 计算，`Mi`、`Gi` 按 1024 计算。内存按后者计量，所以 `2G` 比多数人想的少 7%。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const { value, resource } of file.walk.amounts) {
      const amount = resource === 'memory' ? quantityOf(value.text) : undefined;
      if (amount === undefined || !/^[MG]$/.test(amount.suffix)) continue;
      const args = {
        amount: brief(value.text),
        binary: brief(`${value.text}i`),
        percent: amount.suffix === 'M' ? 5 : 7,
      };
      yield { span: value.span, args, fix: changeTo(value.part(), `${value.text}i`, false) };
    }
  },
  examples: {
    bad: [
      {
        text: inBareContainer('resources:\n  requests: { memory: 1Gi }\n  limits: { memory: «2G» }'),
        fixed: inBareContainer('resources:\n  requests: { memory: 1Gi }\n  limits: { memory: 2Gi }'),
      },
    ],
    good: [inBareContainer('resources:\n  requests: { memory: 1Gi }\n  limits: { memory: 2Gi }')],
  },
};
