import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { nearest, listed } from '../fixes';
import { inPod, inContainer, service, documents } from '../examples';
import { meaningOf } from '../yaml11';
import { selecting } from '../services';

/** targetPort that the Pods lack. */
export const k8s102: Rule<KubernetesFile> = {
  code: 'K8S102',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'targetPort that the Pods lack', zh: 'Pod 没有声明的 targetPort' },
  message: {
    en: 'The Pods have no port named "{name}"; they name {known}. No connection gets through.',
    zh: '选中的 Pod 没有名为“{name}”的端口，有的是 {known}。连接不会通。',
  },
  why: {
    en: 'A `targetPort` in letters is looked up among the port names of the selected containers. Where no container has it, the endpoint gets no port, and every connection is refused.',
    zh: '用名称写的 `targetPort` 会到所选容器的端口名称里查找。容器里没有这个名称时，端点就没有端口，所有连接都会被拒绝。',
  },
  lesson: 'kubernetes/services',
  *check(file, nearby) {
    for (const { map, pods } of selecting(file, nearby)) {
      const known = pods.flatMap(({ ports }) => ports ?? []).flatMap(({ name }) => name ?? []);
      if (pods.length === 0 || known.length === 0) continue;
      for (const port of mappingsIn(map.get('ports'))) {
        const target = scalarOf(port.get('targetPort'));
        if (
          target === undefined ||
          meaningOf(target) !== 'text' ||
          /^\d+$/.test(target.text) ||
          known.includes(target.text)
        )
          continue;
        const meant = nearest(target.text, known) ?? (new Set(known).size === 1 ? known[0] : undefined);
        const args = { name: brief(target.text, 16), known: listed([...new Set(known)], 30) };
        yield {
          span: target.part(),
          args,
          fix: changeTo(target.part(), meant, nearest(target.text, known) !== undefined),
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          service('selector: { app: web }\nports: [{ port: 80, targetPort: «htpp» }]'),
          inContainer('ports: [{ name: http, containerPort: 8080 }]'),
        ),
        fixed: documents(
          service('selector: { app: web }\nports: [{ port: 80, targetPort: http }]'),
          inContainer('ports: [{ name: http, containerPort: 8080 }]'),
        ),
      },
      {
        text: documents(
          service('selector: { app: web }\nports: [{ port: 80, targetPort: «http» }]'),
          inContainer('ports: [{ name: web, containerPort: 8080 }]'),
        ),
        fixed: documents(
          service('selector: { app: web }\nports: [{ port: 80, targetPort: web }]'),
          inContainer('ports: [{ name: web, containerPort: 8080 }]'),
        ),
      },
    ],
    good: [
      documents(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: http }]'),
        inContainer('ports: [{ name: http, containerPort: 8080 }]'),
      ),
      documents(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: http }]'),
        inPod('terminationGracePeriodSeconds: 5'),
      ),
    ],
  },
};
