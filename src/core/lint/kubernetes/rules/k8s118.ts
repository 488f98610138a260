import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf, type Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { valueAt, textAt, tableOf } from '../object';
import { type Pod, mappingsIn } from '../pod';
import { inContainer, object, service, documents } from '../examples';
import { integerOf } from '../yaml11';
import { matches } from '../labels';
import type { Node } from '../walk';
import { everyNode, everyPod } from '../whole';
import { portsOf } from '../world';

/** Policy for the port of the Service. */
export const k8s118: Rule<KubernetesFile> = {
  code: 'K8S118',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Policy for the port of the Service', zh: '策略写了 Service 的端口' },
  message: {
    en: "{port} is the Service's port; the Pods listen on {target}, and that is what a policy sees.",
    zh: '{port} 是 Service 的端口；Pod 监听的是 {target}，策略看到的也是它。',
  },
  why: {
    en: "A policy is applied at the Pod, after the Service has put the Pod's address and port in place of its own.",
    zh: '策略作用在 Pod 上，这时 Service 已把地址和端口换成了 Pod 的。',
  },
  lesson: 'kubernetes-operations/network-policy',
  *check(file, nearby) {
    for (const { map, object } of file.walk.all('V1NetworkPolicySpec')) {
      const selector = tableOf(valueAt(map, 'podSelector', 'matchLabels'));
      const [pod, more] =
        selector.size === 0 ? [] : everyPod(file, nearby).filter((one) => matches(selector, one.labels));
      if (pod === undefined || more !== undefined) continue;
      const services = everyNode(file, nearby, 'V1ServiceSpec');
      const ports = mappingsIn(map.get('ingress')).flatMap((rule) => mappingsIn(rule.get('ports')));
      for (const port of ports) {
        const value = scalarOf(port.get('port'));
        const number = closedPort(pod, port);
        const target = number === undefined ? undefined : targetOf(services, pod, object.namespace, number);
        if (value === undefined || target === undefined || target === value.text) continue;
        yield {
          span: value.span,
          args: { port: brief(value.text, 8), target: brief(target, 12) },
          fix: changeTo(value.part(), target),
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
          inContainer('ports: [{ containerPort: 8080 }]'),
          object(
            'networking.k8s.io/v1',
            'NetworkPolicy',
            'spec:\n  podSelector: { matchLabels: { app: web } }\n  ingress: [{ ports: [{ port: «80» }] }]',
          ),
        ),
        fixed: documents(
          service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
          inContainer('ports: [{ containerPort: 8080 }]'),
          object(
            'networking.k8s.io/v1',
            'NetworkPolicy',
            'spec:\n  podSelector: { matchLabels: { app: web } }\n  ingress: [{ ports: [{ port: 8080 }] }]',
          ),
        ),
      },
    ],
    good: [
      documents(
        service('selector: { app: web }\nports: [{ port: 80, targetPort: 8080 }]'),
        inContainer('ports: [{ containerPort: 8080 }]'),
        object(
          'networking.k8s.io/v1',
          'NetworkPolicy',
          'spec:\n  podSelector: { matchLabels: { app: web } }\n  ingress: [{ ports: [{ port: 8080 }] }]',
        ),
      ),
    ],
  },
};

/** The number of a port that the Pod does not open, although it says which ones it does. */
function closedPort(pod: Pod, port: Mapping): number | undefined {
  const number = integerOf(scalarOf(port.get('port')));
  const opened = portsOf(pod).map((one) => one.number);
  return opened.length === 0 || opened.includes(number) || port.all.has('endPort') ? undefined : number;
}

/** Where a Service that selects the Pod sends what comes to a port. */
function targetOf(
  services: readonly Node[],
  pod: Pod,
  namespace: string | undefined,
  number: number,
): string | undefined {
  const own = services.filter(({ map, object }) => {
    const selector = tableOf(map.get('selector'));
    return object.namespace === namespace && selector.size > 0 && matches(selector, pod.labels);
  });
  const ports = own.flatMap(({ map }) => mappingsIn(map.get('ports')));
  return textAt(
    ports.find((one) => integerOf(scalarOf(one.get('port'))) === number),
    'targetPort',
  );
}
