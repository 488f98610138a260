import { mkdtemp, rm } from 'node:fs/promises';
import type * as http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kubernetesPlatform } from '../../../../src/backends/kubernetes/platform';
import type { Source } from '../../../../src/core/resources/source';
import { faultProxy } from '../fault-proxy';
import type { Stage } from '../fault-stage';
import { apps, core, kubeconfig } from './cluster';
import { littleServer, never, silence, type Asked } from './server';

/** A stage, and what only clusters have. */
export type KubernetesStage = Stage & {
  readonly source: Source;
  readonly asked: readonly string[];
  /** The watches of Pods that are open. */
  readonly watches: ReadonlySet<http.ServerResponse>;
  /** The streams of logs that are open. */
  readonly logs: ReadonlySet<http.ServerResponse>;
  /** What is answered instead, unless it is undefined. */
  instead: ((asked: Asked) => unknown) | undefined;
};

/** A Pod that runs, shortened. */
export const pod = (name: string, resourceVersion = '1') => ({
  metadata: { name, namespace: 'default', uid: `uid-${name}`, resourceVersion, labels: { 名: '已' } },
  spec: { containers: [{ name: 'web', image: 'nginx' }], nodeName: 'node1' },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'web', ready: true, restartCount: 0, state: { running: {} } }],
  },
});

const resources = [...core.resources, { name: 'events', namespaced: true, kind: 'Event', verbs: ['list', 'watch'] }];
const discovery: Readonly<Record<string, unknown>> = {
  '/version': { major: '1', minor: '20', gitVersion: 'v1.20.2' },
  '/api/v1': { ...core, resources },
  '/apis/apps/v1': apps,
};

/** What a list of the API server looks like. */
export const listed = (items: readonly object[], more: object = {}) => ({
  kind: 'List',
  apiVersion: 'v1',
  metadata: { resourceVersion: '10', ...more },
  items,
});

/** A cluster behind a proxy. */
export async function kubernetesStage(timeout = 1500, user?: object): Promise<KubernetesStage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-faults-'));
  const watches = new Set<http.ServerResponse>();
  const logs = new Set<http.ServerResponse>();
  const begun = (streams: Set<http.ServerResponse>, response: http.ServerResponse) => {
    streams.add(response.once('close', () => streams.delete(response)));
    response.writeHead(200, { 'Content-Type': 'application/json' }).flushHeaders();
    return silence;
  };
  let told: readonly string[] = [];
  /** A watch begins with what has changed since the version that it is asked for. */
  const missed = () => {
    const [before, now] = [told, (told = stage.names)];
    return [
      ...now.filter((one) => !before.includes(one)).map((one) => ({ type: 'ADDED', object: pod(one, '11') })),
      ...before.filter((one) => !now.includes(one)).map((one) => ({ type: 'DELETED', object: pod(one, '11') })),
    ];
  };
  const server = await littleServer((asked) => {
    const instead = stage.instead?.(asked);
    if (instead !== undefined) return instead;
    const [given = ''] = asked.path.split('?');
    if (given.endsWith('/log')) return begun(logs, asked.response);
    if (asked.path.includes('watch=1')) {
      const ofPods = given.endsWith('/pods');
      const answer = begun(ofPods ? watches : new Set<http.ServerResponse>(), asked.response);
      if (ofPods) for (const event of missed()) asked.response.write(`${JSON.stringify(event)}\n`);
      return answer;
    }
    if (given in discovery) return discovery[given];
    if (!given.endsWith('/pods')) return listed([]);
    told = stage.names;
    return listed(told.map((name) => pod(name)));
  });
  const proxy = await faultProxy(server.port);
  const file = await kubeconfig(folder, proxy.url, user);
  const env = { KUBECONFIG: file, PATH: process.env['PATH'] };
  const platform = kubernetesPlatform({ env, home: '/nowhere', platform: 'linux', timeout });
  const [source] = (await platform.sources(never)).all;
  const followOf = (id: string) => source?.kinds.find((kind) => kind.id === id)?.follow;
  const follow = followOf('pod');
  if (source === undefined || follow === undefined) throw new Error('no Pods');
  const stage: KubernetesStage = {
    proxy,
    source,
    asked: server.asked,
    watches,
    logs,
    instead: undefined,
    names: ['db', 'web'],
    follow,
    others: ['namespace', 'deployment', 'event'].flatMap((id) => followOf(id) ?? []),
    keys: (names) => names.map((name) => `pod/default/${name}`),
    close: async () => {
      platform.dispose();
      await proxy.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
  return stage;
}
