import { fill } from '../../../text';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod, service, documents } from '../examples';
import { placeOf, worldOf, referenceProblem } from '../world';

/** Service of a StatefulSet is wrong. */
export const k8s104: Rule<KubernetesFile> = {
  code: 'K8S104',
  aliases: ['statefulset-has-servicename'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Service of a StatefulSet is wrong', zh: 'StatefulSet 的 Service 不对' },
  message: { en: '{what}: its Pods get no names of their own in DNS.', zh: '{what}，Pod 在 DNS 里不会有自己的名字。' },
  why: {
    en: '`serviceName` names the headless Service under which each Pod gets a stable name, as in `db-0.db`. A Service with an address of its own hides the Pods behind it.',
    zh: '`serviceName` 指定无头 Service，每个 Pod 在它下面得到稳定的名字，例如 `db-0.db`。带有 ClusterIP 的 Service 会把 Pod 藏在后面。',
  },
  lesson: 'kubernetes-workloads/statefulsets',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const {
      map,
      object: { namespace },
    } of file.walk.all('V1StatefulSetSpec')) {
      const name = scalarOf(map.get('serviceName'));
      if (name === undefined) continue;
      const problem = referenceProblem(world, { kinds: ['Service'], name, namespace });
      if (problem !== undefined) yield { ...problem, args: { what: fill(missing, { name: brief(name.text) }) } };
      const services = world.of(['Service'], namespace).filter((one) => one.name === name.text);
      const [only] = services;
      if (services.length === 1 && only?.isHeadless === false)
        yield { span: name.span, args: { what: fill(address, { name: brief(name.text) }) }, related: [placeOf(only)] };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          service('selector: { app: web }\nports: [{ port: 80 }]'),
          inPod('').replace('Deployment', 'StatefulSet').replace('selector:', 'serviceName: «web»\n  selector:'),
        ),
      },
    ],
    good: [
      documents(
        service('clusterIP: None\nselector: { app: web }'),
        inPod('').replace('Deployment', 'StatefulSet').replace('selector:', 'serviceName: web\n  selector:'),
      ),
    ],
  },
};

const missing = { en: 'There is no Service "{name}"', zh: '没有名为“{name}”的 Service' };
const address = { en: 'The Service "{name}" is not headless', zh: 'Service “{name}”不是无头 Service' };
