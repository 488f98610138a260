import type { Problem, Rule } from '../../rule';
import { scalarOf, type Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { type KubernetesObject, textAt } from '../object';
import { object, documents } from '../examples';
import { worldOf, type World, type Reference, referenceProblem } from '../world';
import { listAt } from '../world';

/** Route to a Gateway or Service that is nearly there. */
export const k8s116: Rule<KubernetesFile> = {
  code: 'K8S116',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Route to a Gateway or Service that is nearly there', zh: '路由引用的 Gateway 或 Service 写错' },
  message: {
    en: 'There is no {kind} "{name}" here, but "{meant}": the route would lead nowhere.',
    zh: '这里没有名为“{name}”的 {kind}，但有“{meant}”：路由不会生效。',
  },
  why: {
    en: 'A route is attached to the Gateways under `parentRefs` and sends to the Services under `backendRefs`. A wrong name shows only in the status of the route: "NoMatchingParent" or "BackendNotFound".',
    zh: '路由通过 `parentRefs` 挂到 Gateway 上，再转发到 `backendRefs` 里的 Service。名字写错只会体现在路由的状态里：“NoMatchingParent”或“BackendNotFound”。',
  },
  lesson: 'kubernetes-workloads/ingress-gateway',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const object of file.objects) {
      if (
        !(object.apiVersion?.text ?? '').startsWith('gateway.networking.k8s.io/') ||
        !/Route$/.test(object.kind?.text ?? '')
      )
        continue;
      const backends = listAt(object.spec, 'rules').flatMap((rule) => listAt(rule, 'backendRefs'));
      for (const map of listAt(object.spec, 'parentRefs')) yield* problems(world, referenceIn(map, 'Gateway', object));
      for (const map of backends) yield* problems(world, referenceIn(map, 'Service', object));
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object('gateway.networking.k8s.io/v1', 'Gateway', 'spec: { gatewayClassName: envoy }', 'site-gateway'),
          object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'spec:\n  parentRefs: [{ name: «site-gatway» }]'),
        ),
        fixed: documents(
          object('gateway.networking.k8s.io/v1', 'Gateway', 'spec: { gatewayClassName: envoy }', 'site-gateway'),
          object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'spec:\n  parentRefs: [{ name: site-gateway }]'),
        ),
      },
    ],
    good: [
      documents(
        object('gateway.networking.k8s.io/v1', 'Gateway', 'spec: { gatewayClassName: envoy }', 'site-gateway'),
        object(
          'gateway.networking.k8s.io/v1',
          'HTTPRoute',
          'spec:\n  parentRefs: [{ name: site-gateway }]\n  rules: [{ backendRefs: [{ name: elsewhere, port: 80 }] }]',
        ),
      ),
    ],
  },
};

function referenceIn(map: Mapping, usual: string, { namespace }: KubernetesObject): Reference | undefined {
  const name = scalarOf(map.get('name'));
  return name && { kinds: [textAt(map, 'kind') ?? usual], name, namespace: textAt(map, 'namespace') ?? namespace };
}

function* problems(world: World, reference: Reference | undefined): Iterable<Problem> {
  const problem = reference && referenceProblem(world, reference);
  if (problem !== undefined) yield problem;
}
