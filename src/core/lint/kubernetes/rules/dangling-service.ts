import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { inPod, service, documents } from '../examples';
import { selecting } from '../services';
import { placeOf } from '../world';
import { slipIn } from '../slip';

/** Service that selects no Pod. */
export const danglingService: Rule<KubernetesFile> = {
  code: 'dangling-service',
  aliases: ['service-targets-pod'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Service that selects no Pod', zh: 'Service 选不到 Pod' },
  message: {
    en: 'No Pod has {selector}; "{meant}" is near. The Service would have no endpoints.',
    zh: '没有带 {selector} 的 Pod，相近的是“{meant}”。该 Service 不会有端点。',
  },
  why: {
    en: 'A Service sends connections to the Pods that carry every label of its selector. If none does, it exists, has an address, and refuses every connection.',
    zh: 'Service 把连接转给带有选择器全部标签的 Pod。一个也没有时，Service 照样存在、有地址，但所有连接都会失败。',
  },
  lesson: 'kubernetes/services',
  *check(file, nearby) {
    for (const { map, selector, pods, makers } of selecting(file, nearby)) {
      const slip = pods.length > 0 ? undefined : slipIn(selector, makers);
      const value = slip && scalarAt(map, 'selector', slip.key);
      if (slip === undefined || value === undefined) continue;
      const args = { selector: brief(`${slip.key}=${value.text}`, 34), meant: brief(slip.meant, 24) };
      yield { span: value.part(), args, fix: changeTo(value.part(), slip.meant), related: [placeOf(slip.pod)] };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          service('selector: { app: «wbe» }\nports: [{ port: 80 }]'),
          inPod('terminationGracePeriodSeconds: 5'),
        ),
        fixed: documents(
          service('selector: { app: web }\nports: [{ port: 80 }]'),
          inPod('terminationGracePeriodSeconds: 5'),
        ),
      },
      {
        text: service('selector: { app: «fronted» }\nports: [{ port: 80 }]'),
        fixed: service('selector: { app: frontend }\nports: [{ port: 80 }]'),
        beside: { 'web.yaml': inPod('terminationGracePeriodSeconds: 5').replaceAll('app: web', 'app: frontend') },
      },
    ],
    good: [
      documents(service('selector: { app: web }\nports: [{ port: 80 }]'), inPod('terminationGracePeriodSeconds: 5')),
      service('selector: { app: something-else }\nports: [{ port: 80 }]'),
    ],
  },
};
