import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object, service, documents } from '../examples';
import { worldOf, referenceProblem } from '../world';

/** Ingress to a Service that is nearly there. */
export const danglingIngress: Rule<KubernetesFile> = {
  code: 'dangling-ingress',
  aliases: ['ingress-targets-service'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Ingress to a Service that is nearly there', zh: 'Ingress 后端的 Service 名写错' },
  message: {
    en: 'There is no Service "{name}" here, but "{meant}": this path would answer 503.',
    zh: '这里没有名为“{name}”的 Service，但有“{meant}”：该路径会返回 503。',
  },
  why: {
    en: 'An Ingress names the Service of its own namespace. One that is not there has no endpoints, and the controller answers 503 or its own 404.',
    zh: 'Ingress 引用同一命名空间里的 Service。Service 不存在就没有端点，控制器会返回 503 或自己的 404。',
  },
  lesson: 'kubernetes-workloads/ingress-gateway',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const {
      map,
      object: { namespace },
    } of file.walk.all('V1IngressServiceBackend')) {
      const name = scalarOf(map.get('name'));
      const problem = name && referenceProblem(world, { kinds: ['Service'], name, namespace });
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          service('selector: { app: web }\nports: [{ port: 80 }]').replace('name: web', 'name: frontend'),
          object(
            'networking.k8s.io/v1',
            'Ingress',
            'spec:\n  ingressClassName: traefik\n  defaultBackend: { service: { name: «fronted», port: { number: 80 } } }',
          ),
        ),
        fixed: documents(
          service('selector: { app: web }\nports: [{ port: 80 }]').replace('name: web', 'name: frontend'),
          object(
            'networking.k8s.io/v1',
            'Ingress',
            'spec:\n  ingressClassName: traefik\n  defaultBackend: { service: { name: frontend, port: { number: 80 } } }',
          ),
        ),
      },
    ],
    good: [
      object(
        'networking.k8s.io/v1',
        'Ingress',
        'spec:\n  ingressClassName: traefik\n  defaultBackend: { service: { name: elsewhere, port: { number: 80 } } }',
      ),
    ],
  },
};
