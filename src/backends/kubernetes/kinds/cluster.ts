import { objectTrouble, sentenceOf } from '../../../core/course/kubernetes-object-diagnoses';
import type { Trouble } from '../../../core/resources/resource';
import { fill } from '../../../core/text';
import { isObject, type Raw } from '../../docker/answer';
import { conditionOf, listOf, metadataOf, namedOf, specOf, statusOf, within, wordOf } from '../object';
import { fact, type Spec, type Type } from './spec';
import { always } from './workloads';

const general = ['create', 'apply', 'dryRun'] as const;

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/ */
export const namespaceSpec: Spec = {
  id: 'namespace',
  title: { en: 'Namespaces', zh: '命名空间' },
  versions: ['v1'],
  kind: 'Namespace',
  cli: 'namespace',
  isNamespaced: false,
  look: (raw) => {
    const phase = wordOf(statusOf(raw), 'phase') || 'Active';
    const isGoing = phase === 'Terminating';
    const held = listOf(statusOf(raw), 'conditions')
      .filter((one) => one['status'] === 'True')
      .map((one) => wordOf(one, 'message'));
    return {
      state: phase,
      health: isGoing ? 'changing' : 'running',
      trouble:
        isGoing && held.length > 0
          ? objectTrouble('namespace-held', { message: sentenceOf(held.join(' ')) })
          : undefined,
    };
  },
  verbs: ['useNamespace', 'apply', ...always],
  general: ['useNamespace', 'useContext', ...general],
};

const cordoned = { en: 'no new Pods', zh: '停止调度' };
const pressures = ['MemoryPressure', 'DiskPressure', 'PIDPressure', 'NetworkUnavailable'] as const;

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/ */
export const nodeSpec: Spec = {
  id: 'node',
  title: { en: 'Nodes', zh: '节点' },
  versions: ['v1'],
  kind: 'Node',
  cli: 'node',
  isNamespaced: false,
  look: (raw) => {
    const [spec, status] = [specOf(raw), statusOf(raw)];
    const isReady = wordOf(conditionOf(raw, 'Ready'), 'status') === 'True';
    const isCordoned = spec['unschedulable'] === true;
    const info = within(status, 'nodeInfo');
    return {
      state: isReady ? 'Ready' : 'NotReady',
      health: isReady ? 'running' : 'failed',
      says: [isCordoned ? cordoned : '', rolesOf(raw), wordOf(info, 'kubeletVersion')],
      facts: [
        fact(
          'address',
          listOf(status, 'addresses')
            .map((one) => wordOf(one, 'address'))
            .join(', '),
        ),
        fact(
          'version',
          `${wordOf(info, 'kubeletVersion')} ${wordOf(info, 'containerRuntimeVersion')} ${wordOf(info, 'osImage')}`.trim(),
        ),
        fact(
          'taints',
          listOf(spec, 'taints')
            .map((one) => `${wordOf(one, 'key')}=${wordOf(one, 'value')}:${wordOf(one, 'effect')}`)
            .join(', '),
        ),
      ],
      trouble: troubleOfNode(raw, isReady),
      more: { isCordoned },
    };
  },
  below: ({ name }) => ({ kind: 'pod', of: 'selector', fields: `spec.nodeName=${name}` }),
  verbs: ['cordon', 'uncordon', 'drain', 'top', ...always],
  general: ['top'],
};

const role = 'node-role.kubernetes.io/';
const rolesOf = (raw: Raw): string =>
  Object.keys(namedOf(metadataOf(raw), 'labels'))
    .filter((key) => key.startsWith(role))
    .map((key) => key.slice(role.length))
    .join(', ');

function troubleOfNode(raw: Raw, isReady: boolean): Trouble | undefined {
  const said = (type: string) => sentenceOf(wordOf(conditionOf(raw, type), 'message'));
  if (!isReady) return objectTrouble('node-not-ready', { message: said('Ready') });
  const short = pressures.find((type) => wordOf(conditionOf(raw, type), 'status') === 'True');
  return short === undefined ? undefined : objectTrouble('node-pressure', { message: said(short) });
}

const often = { en: '{count} times', zh: '{count} 次' };

/** https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
export const eventSpec: Spec = {
  id: 'event',
  title: { en: 'Events', zh: '事件' },
  versions: ['v1'],
  kind: 'Event',
  cli: 'event',
  isNamespaced: true,
  look: (raw) => {
    const count = Number(wordOf(raw, 'count') || 1);
    return {
      state: wordOf(raw, 'reason'),
      health: wordOf(raw, 'type') === 'Normal' ? 'running' : 'failed',
      says: [count > 1 ? fill(often, { count }) : '', wordOf(raw, 'message').slice(0, 200)],
      facts: [
        fact('last', wordOf(raw, 'lastTimestamp') || wordOf(raw, 'eventTime')),
        fact('message', wordOf(raw, 'message').slice(0, 500)),
      ],
    };
  },
  nameOf: (raw) => {
    const about = within(raw, 'involvedObject');
    return `${wordOf(about, 'kind')}/${wordOf(about, 'name')}`;
  },
  verbs: ['inspect', 'copyName'],
};

/** https://kubernetes.io/docs/reference/kubernetes-api/extend-resources/custom-resource-definition-v1/ */
export const definitionSpec: Spec = {
  id: 'crd',
  title: { en: 'Custom Resources', zh: '自定义资源' },
  versions: ['apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1'],
  kind: 'CustomResourceDefinition',
  cli: 'crd',
  isNamespaced: false,
  look: (raw) => {
    const defines = definedBy(raw);
    const isThere = wordOf(conditionOf(raw, 'Established'), 'status') === 'True';
    return {
      state: isThere ? 'Established' : 'NotEstablished',
      health: isThere ? 'running' : 'changing',
      says: [defines.kind, defines.apiVersion],
      more: { defines },
    };
  },
  below: () => ({ kind: 'custom', of: 'selector' }),
  verbs: always,
  general,
};

/** The type that a definition makes, in the version that is stored where it is served. */
function definedBy(raw: Raw): Type {
  const spec = specOf(raw);
  const served = listOf(spec, 'versions').filter((one) => one['served'] === true);
  const version = wordOf(
    served.find((one) => one['storage'] === true) ?? served[0] ?? spec,
    served.length > 0 ? 'name' : 'version',
  );
  const [group, names] = [wordOf(spec, 'group'), within(spec, 'names')];
  return {
    apiVersion: `${group}/${version}`,
    kind: wordOf(names, 'kind'),
    group: `/apis/${group}/${version}`,
    plural: wordOf(names, 'plural'),
    cli: `${wordOf(names, 'plural')}.${group}`,
    isNamespaced: wordOf(spec, 'scope') === 'Namespaced',
  };
}

/** Objects of a CustomResourceDefinition, of which nothing is known but what all have. */
export const customSpec: Spec = {
  id: 'custom',
  title: { en: 'Objects', zh: '对象' },
  versions: [],
  kind: '',
  cli: '',
  isNamespaced: true,
  isInner: true,
  look: (raw) => {
    // What controllers of the field say: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/condition/
    const ready = conditionOf(raw, 'Ready') ?? conditionOf(raw, 'Available');
    const phase = isObject(raw['status']) ? wordOf(statusOf(raw), 'phase') || wordOf(statusOf(raw), 'state') : '';
    if (ready === undefined) return { state: phase, health: 'unknown' };
    const isReady = ready['status'] === 'True';
    return {
      state: isReady ? 'Ready' : wordOf(ready, 'reason') || 'NotReady',
      health: isReady ? 'running' : 'changing',
      says: [phase],
    };
  },
  verbs: always,
};
