import worker from 'node:worker_threads';
import zlib from 'node:zlib';
import type { KubernetesObject } from '@kubernetes/client-node';
import type { Subject, Task } from './subject';

/** The list of the SDK alone, and its own way to follow, where it has one. */
export async function bare(task: Task): Promise<Subject> {
  return await { kubernetes: informer, docker: containers, openstack: servers }[task.platform](task);
}

type Waiting = { readonly state?: { readonly waiting?: { readonly reason?: string } } };
type Pod = { readonly status?: { readonly phase?: string; readonly containerStatuses?: readonly Waiting[] } };

const stateOf = (pod?: KubernetesObject & Pod): string | undefined =>
  pod?.status?.containerStatuses?.[0]?.state?.waiting?.reason ?? pod?.status?.phase;

const newer = [
  [zlib, 'createZstdDecompress', () => undefined],
  [worker, 'markAsUncloneable', () => undefined],
  [
    Promise,
    'withResolvers',
    () => {
      const parts: { resolve?: unknown; reject?: unknown } = {};
      const promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
      return { promise, ...parts };
    },
  ],
] as const;

async function informer({ url }: Task): Promise<Subject> {
  // Its HTTP client wants a newer Node than the oldest VS Code has.
  for (const [module, key, value] of newer) if (!(key in module)) Object.defineProperty(module, key, { value });
  const { KubeConfig, CoreV1Api, makeInformer } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  config.loadFromClusterAndUser(
    { name: 'bench', server: url, skipTLSVerify: true },
    { name: 'bench', token: 'sesame' },
  );
  const api = config.makeApiClient(CoreV1Api);
  const one = makeInformer(config, '/api/v1/pods', () => api.listPodForAllNamespaces());
  return {
    open: () => one.start(),
    count: () => one.list().length,
    stateOf: (key) => {
      const [, namespace = '', name = ''] = key.split('/');
      return stateOf(one.get(name, namespace));
    },
    look: () => Promise.resolve(),
    close: () => void one.stop(),
  };
}

type Listed = { readonly Id?: string; readonly id?: string; readonly State?: string; readonly status?: string };

function only(list: () => Promise<readonly Listed[]>): Subject {
  let all: readonly Listed[] = [];
  const look = async () => void (all = await list());
  return {
    open: look,
    look,
    count: () => all.length,
    stateOf: (key) => {
      const found = all.find((one) => key.endsWith(`/${one.Id ?? one.id ?? ''}`));
      return found?.State ?? found?.status;
    },
    close: () => undefined,
    onlyLists: true,
  };
}

async function containers({ socket }: Task): Promise<Subject> {
  const { default: Docker } = await import('dockerode');
  const docker = new Docker({ socketPath: socket });
  return only(() => docker.listContainers({ all: true }));
}

function servers({ url }: Task): Promise<Subject> {
  return Promise.resolve(
    only(async () => {
      const answer = await fetch(`${url}/v2.1/servers/detail`);
      return ((await answer.json()) as { readonly servers: readonly Listed[] }).servers;
    }),
  );
}
