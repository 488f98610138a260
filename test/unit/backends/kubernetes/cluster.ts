import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { kubernetesObservers, type KubernetesOptions } from '../../../../src/backends/kubernetes';
import type { Observation, Probe } from '../../../../src/core/course/check';
import { never, scene, type Asked } from './server';

/** What `GET /api/v1` of Kubernetes 1.20 says, shortened. */
export const core = {
  kind: 'APIResourceList',
  groupVersion: 'v1',
  resources: [
    { name: 'namespaces', singularName: '', namespaced: false, kind: 'Namespace', verbs: ['create', 'get', 'list'] },
    { name: 'pods', singularName: '', namespaced: true, kind: 'Pod', verbs: ['create', 'get', 'list'] },
    { name: 'pods/log', singularName: '', namespaced: true, kind: 'Pod', verbs: ['get'] },
    { name: 'bindings', singularName: '', namespaced: true, kind: 'Binding', verbs: ['create'] },
  ],
};

/** What `GET /apis/apps/v1` says, shortened. */
export const apps = {
  kind: 'APIResourceList',
  groupVersion: 'apps/v1',
  resources: [
    { name: 'deployments/scale', namespaced: true, group: 'autoscaling', kind: 'Scale', verbs: ['get', 'update'] },
    { name: 'deployments/status', namespaced: true, kind: 'Deployment', verbs: ['get', 'update'] },
    { name: 'deployments', namespaced: true, kind: 'Deployment', verbs: ['create', 'get', 'list'] },
  ],
};

/** What `GET /version` of Kubernetes 1.20 says. */
export const version = { major: '1', minor: '20', gitVersion: 'v1.20.2', platform: 'linux/amd64' };

/** What the API server says when it refuses. */
export const failure = (code: number, reason: string, message: string) => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  code,
});

/** Answers discovery and the version, and the rest as told. */
export const cluster =
  (answer: (asked: Asked) => unknown = () => undefined) =>
  (asked: Asked): unknown =>
    asked.path in fixed ? fixed[asked.path] : answer(asked);

const fixed: Readonly<Record<string, unknown>> = { '/version': version, '/api/v1': core, '/apis/apps/v1': apps };

/** Writes a kubeconfig for one server, and returns its path. */
export async function kubeconfig(
  folder: string,
  server: string,
  user: object = { token: 'sesame' },
  more: { readonly cluster?: object; readonly context?: object; readonly name?: string } = {},
): Promise<string> {
  const file = path.join(folder, more.name ?? 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'little', cluster: { server, ...more.cluster } }],
    users: [{ name: 'learner', user }],
    contexts: [{ name: 'tutor', context: { cluster: 'little', user: 'learner', ...more.context } }],
    'current-context': 'tutor',
  };
  await writeFile(file, JSON.stringify(config));
  return file;
}

/** Asks as a check does; the kubeconfig is that of the variable unless the options say otherwise. */
export function looking(options: Partial<KubernetesOptions> & { readonly file?: string }) {
  const { file, ...rest } = options;
  const env = { PATH: process.env['PATH'], ...(file !== undefined && { KUBECONFIG: file }) };
  const observers = kubernetesObservers({ env, home: '/nowhere', platform: 'linux', timeout: 4000, ...rest });
  return {
    version: (signal = never): Promise<Observation> =>
      observers['kubernetes-version']({ source: 'kubernetes-version' }, scene, signal),
    object: (probe: Omit<Extract<Probe, { source: 'kubernetes' }>, 'source'>, signal = never): Promise<Observation> =>
      observers.kubernetes({ source: 'kubernetes', ...probe }, scene, signal),
    logs: (probe: Omit<Extract<Probe, { source: 'kubernetes-logs' }>, 'source'>): Promise<Observation> =>
      observers['kubernetes-logs']({ source: 'kubernetes-logs', ...probe }, scene, never),
  };
}
