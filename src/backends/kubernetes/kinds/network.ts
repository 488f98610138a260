import { objectTrouble } from '../../../core/course/kubernetes-object-diagnoses';
import type { Trouble } from '../../../core/resources/resource';
import type { Raw } from '../../docker/answer';
import { listOf, metadataOf, namedOf, numberOf, specOf, statusOf, within, wordOf, wordsOf } from '../object';
import { labelsIn } from './pod';
import { fact, type Spec } from './spec';
import { always } from './workloads';

const general = ['create', 'apply', 'dryRun'] as const;
const serviceName = 'kubernetes.io/service-name';
const slices = ['discovery.k8s.io/v1', 'discovery.k8s.io/v1beta1'] as const;

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/ */
export const serviceSpec: Spec = {
  id: 'service',
  title: { en: 'Services', zh: 'Service' },
  versions: ['v1'],
  kind: 'Service',
  cli: 'service',
  isNamespaced: true,
  look: (raw, beside) => {
    const spec = specOf(raw);
    const ports = listOf(spec, 'ports').map(portOf).join(', ');
    const trouble = troubleOfService(raw, beside);
    const selector = labelsIn(spec, 'selector').replaceAll(', ', ',');
    return {
      state: wordOf(spec, 'type') || 'ClusterIP',
      health: trouble ? 'failed' : 'running',
      says: [wordOf(spec, 'type') === 'ExternalName' ? wordOf(spec, 'externalName') : wordOf(spec, 'clusterIP'), ports],
      facts: [fact('selector', selector), fact('ports', ports), fact('address', addressesOf(raw).join(', '))],
      trouble,
      more: {
        ports: listOf(spec, 'ports').map((port) => numberOf(port, 'port')),
        ...(selector !== '' && { selector }),
      },
    };
  },
  beside: {
    versions: slices,
    kind: 'EndpointSlice',
    about: (raw) => nameIn(raw, namedOf(metadataOf(raw), 'labels')[serviceName] ?? ''),
    key: (raw) => nameIn(raw, wordOf(metadataOf(raw), 'name')),
    matters: (raw) => wordOf(specOf(raw), 'type') !== 'ExternalName',
    keep: (raw) => ({
      metadata: { uid: metadataOf(raw)['uid'] },
      endpoints: listOf(raw, 'endpoints').map(({ conditions }) => ({ conditions })),
    }),
  },
  below: ({ name }) => ({ kind: 'endpoint', of: 'selector', labels: `${serviceName}=${name}` }),
  verbs: ['portForward', ...always],
  general,
};

const nameIn = (raw: Raw, name: string): string => `${wordOf(metadataOf(raw), 'namespace')}/${name}`;

function portOf(port: Raw): string {
  const node = wordOf(port, 'nodePort');
  const protocol = wordOf(port, 'protocol');
  const target = wordOf(port, 'targetPort');
  const way = target === '' || target === wordOf(port, 'port') ? '' : `→${target}`;
  return `${wordOf(port, 'port')}${way}${node === '' ? '' : ` (${node})`}${protocol === 'TCP' ? '' : `/${protocol}`}`;
}

const addressesOf = (raw: Raw): readonly string[] => [
  ...listOf(within(statusOf(raw), 'loadBalancer'), 'ingress').map(
    (one) => wordOf(one, 'ip') || wordOf(one, 'hostname'),
  ),
  ...wordsOf(specOf(raw), 'externalIPs'),
];

function troubleOfService(raw: Raw, beside: readonly Raw[] | undefined): Trouble | undefined {
  const spec = specOf(raw);
  if (beside === undefined || wordOf(spec, 'type') === 'ExternalName') return undefined;
  const endpoints = beside.flatMap((slice) => listOf(slice, 'endpoints'));
  const ready = endpoints.filter((one) => within(one, 'conditions')['ready'] !== false);
  if (ready.length === 0) return nobody(raw, endpoints.length);
  const isWaiting = wordOf(spec, 'type') === 'LoadBalancer' && addressesOf(raw).length === 0;
  return isWaiting ? objectTrouble('service-no-balancer') : undefined;
}

function nobody(raw: Raw, count: number): Trouble {
  if (count > 0) return objectTrouble('service-not-ready', { count });
  const selector = labelsIn(specOf(raw), 'selector');
  return selector === '' ? objectTrouble('service-by-hand') : objectTrouble('service-nobody', { selector });
}

/** The endpoints in a Service's slices: https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/ */
export const endpointSpec: Spec = {
  id: 'endpoint',
  title: { en: 'Endpoints', zh: '端点' },
  versions: slices,
  kind: 'EndpointSlice',
  cli: 'endpointslice',
  isNamespaced: true,
  isInner: true,
  parts: (raw) =>
    listOf(raw, 'endpoints').map((endpoint) => {
      const [address = '?'] = wordsOf(endpoint, 'addresses');
      return [address, { metadata: raw['metadata'], ports: raw['ports'], endpoint, address }] as const;
    }),
  look: (raw) => {
    const [endpoint, ports] = [within(raw, 'endpoint'), listOf(raw, 'ports')];
    const isReady = within(endpoint, 'conditions')['ready'] !== false;
    const target = within(endpoint, 'targetRef');
    return {
      state: isReady ? 'Ready' : 'NotReady',
      health: isReady ? 'running' : 'changing',
      says: [wordOf(target, 'name')],
      facts: [
        fact('node', wordOf(endpoint, 'nodeName') || (namedOf(endpoint, 'topology')['kubernetes.io/hostname'] ?? '')),
        fact('ports', ports.map((one) => wordOf(one, 'port')).join(', ')),
      ],
      more: { container: wordOf(raw, 'address') },
    };
  },
  nameOf: (raw) =>
    `${wordOf(raw, 'address')}:${listOf(raw, 'ports')
      .map((one) => wordOf(one, 'port'))
      .join(',')}`,
  verbs: ['copyName'],
};

/** https://kubernetes.io/docs/reference/kubernetes-api/service-resources/ingress-v1/ */
export const ingressSpec: Spec = {
  id: 'ingress',
  title: { en: 'Ingresses', zh: 'Ingress' },
  versions: ['networking.k8s.io/v1', 'networking.k8s.io/v1beta1'],
  kind: 'Ingress',
  cli: 'ingress',
  isNamespaced: true,
  look: (raw) => {
    const hosts = listOf(specOf(raw), 'rules').map((rule) => wordOf(rule, 'host') || '*');
    const addresses = addressesOf(raw);
    return {
      state: addresses.join(', ') || '-',
      health: addresses.length > 0 ? 'running' : 'unknown',
      says: [hosts.join(', ')],
      facts: [fact('hosts', hosts.join(', ')), fact('class', wordOf(specOf(raw), 'ingressClassName'))],
    };
  },
  verbs: always,
  general,
};

/** https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/ */
export const networkPolicySpec: Spec = {
  id: 'networkpolicy',
  title: { en: 'Network Policies', zh: '网络策略' },
  versions: ['networking.k8s.io/v1'],
  kind: 'NetworkPolicy',
  cli: 'networkpolicy',
  isNamespaced: true,
  look: (raw) => {
    const selector = labelsIn(within(specOf(raw), 'podSelector'), 'matchLabels');
    const types = wordsOf(specOf(raw), 'policyTypes').join(', ') || 'Ingress';
    return { state: types, health: 'present', says: [selector || '*'], facts: [fact('selector', selector || '*')] };
  },
  verbs: always,
  general,
};
