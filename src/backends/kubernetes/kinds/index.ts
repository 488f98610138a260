import type { Section } from '../../../core/resources/source';
import * as access from './access';
import * as cluster from './cluster';
import * as network from './network';
import { containerSpec, podSpec } from './pod';
import type { Spec } from './spec';
import * as storage from './storage';
import * as workloads from './workloads';

/** All kinds, in the order of their sections. */
export const specs: readonly Spec[] = [
  cluster.namespaceSpec,
  cluster.nodeSpec,
  workloads.deploymentSpec,
  workloads.statefulSetSpec,
  workloads.daemonSetSpec,
  workloads.replicaSetSpec,
  podSpec,
  containerSpec,
  workloads.jobSpec,
  workloads.cronJobSpec,
  workloads.scalerSpec,
  network.serviceSpec,
  network.endpointSpec,
  network.ingressSpec,
  network.networkPolicySpec,
  storage.configMapSpec,
  storage.secretSpec,
  storage.claimSpec,
  storage.volumeSpec,
  storage.storageClassSpec,
  access.accountSpec,
  access.roleSpec,
  access.roleBindingSpec,
  access.clusterRoleSpec,
  access.clusterRoleBindingSpec,
  cluster.eventSpec,
  cluster.definitionSpec,
  cluster.customSpec,
];

/** The rows under which kinds stand. */
export const sections: readonly Section[] = [
  { id: 'cluster', kinds: ['namespace', 'node'] },
  {
    id: 'workloads',
    title: { en: 'Workloads', zh: '工作负载' },
    kinds: ['deployment', 'statefulset', 'daemonset', 'replicaset', 'pod', 'job', 'cronjob', 'hpa'],
  },
  { id: 'network', title: { en: 'Network', zh: '网络' }, kinds: ['service', 'ingress', 'networkpolicy'] },
  { id: 'config', title: { en: 'Configuration', zh: '配置' }, kinds: ['configmap', 'secret'] },
  { id: 'storage', title: { en: 'Storage', zh: '存储' }, kinds: ['pvc', 'pv', 'storageclass'] },
  {
    id: 'access',
    title: { en: 'Access', zh: '访问控制' },
    kinds: ['serviceaccount', 'role', 'rolebinding', 'clusterrole', 'clusterrolebinding'],
  },
  { id: 'more', kinds: ['event', 'crd'] },
];
