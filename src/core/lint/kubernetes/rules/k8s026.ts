import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { meantOr } from '../fixes';
import { inBareContainer } from '../examples';
import { quantityOf } from '../quantity';

/** Amount of memory far too small. */
export const k8s026: Rule<KubernetesFile> = {
  code: 'K8S026',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Amount of memory far too small', zh: '内存或存储的数量太小' },
  message: {
    en: '{resource} of "{amount}" is less than one KiB. {then}',
    zh: '{resource} 为“{amount}”，还不到 1 KiB。{then}',
  },
  why: {
    en: 'A plain number is bytes, and `m` is a thousandth: `memory: 100m` asks for a tenth of a byte. The API server only warns, and the container is killed as soon as it starts, or the limit below the request is refused.',
    zh: '纯数字表示字节，`m` 表示千分之一：`memory: 100m` 是十分之一个字节。API 服务器只给出警告，容器一启动就会因内存不足被杀死。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const { value, resource, node } of file.walk.amounts) {
      const amount = sized.test(resource) ? quantityOf(value.text) : undefined;
      if (amount === undefined || amount.value <= 0 || amount.value >= 1024 || /LimitRange|Quota/.test(node.type))
        continue;
      const meant = /^\d+m?$/.test(value.text) ? `${value.text.replace('m', '')}Mi` : undefined;
      const fix = changeTo(value.part(), meant, false);
      yield {
        span: value.span,
        args: { resource: brief(resource, 20), amount: brief(value.text, 16), then: meantOr(meant, small) },
        fix,
      };
    }
  },
  examples: {
    bad: [
      {
        text: inBareContainer('resources:\n  requests: { memory: «100m» }\n  limits: { memory: 100Mi }'),
        fixed: inBareContainer('resources:\n  requests: { memory: 100Mi }\n  limits: { memory: 100Mi }'),
      },
      {
        text: inBareContainer('resources:\n  requests: { memory: «512» }\n  limits: { memory: 512Mi }'),
        fixed: inBareContainer('resources:\n  requests: { memory: 512Mi }\n  limits: { memory: 512Mi }'),
      },
    ],
    good: [inBareContainer('resources:\n  requests: { cpu: 100m, memory: 134217728 }\n  limits: { memory: 128Mi }')],
  },
};

const sized = /^(?:memory|storage|ephemeral-storage|sizeLimit)$/;
const small = { en: 'Nothing runs in that.', zh: '什么都运行不了。' };
