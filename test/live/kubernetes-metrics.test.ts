import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { skip } from '../host/report.mjs';
import { clusterStage, isOurs, kubectl, object, server, space, text, until } from './kubernetes-stage';

const group = 'metrics.k8s.io';
const registered = `v1beta1.${group}`;
const root = `/apis/${group}/v1beta1`;
const type = (name: string, kind: string, namespaced: boolean) => ({ name, kind, namespaced, verbs: ['get', 'list'] });
const measured = (kind: string, name: string, more: object) => ({
  apiVersion: `${group}/v1beta1`,
  kind,
  metadata: { name },
  timestamp: '2026-11-22T08:00:00Z',
  window: '30s',
  ...more,
});

/** What metrics-server answers: https://kubernetes.io/docs/reference/external-api/metrics.v1beta1/ */
function answer(path: string, node: string): object | undefined {
  const nodes = [measured('NodeMetrics', node, { usage: { cpu: '156340000n', memory: '1835008Ki' } })];
  const containers = [{ name: 'main', usage: { cpu: '12345u', memory: '20480Ki' } }];
  const all: Readonly<Record<string, object>> = {
    [root]: {
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: `${group}/v1beta1`,
      resources: [type('nodes', 'NodeMetrics', false), type('pods', 'PodMetrics', true)],
    },
    [`${root}/nodes`]: { kind: 'NodeMetricsList', apiVersion: `${group}/v1beta1`, metadata: {}, items: nodes },
    [`${root}/nodes/${node}`]: nodes[0] ?? {},
    [`${root}/namespaces/${space}/pods/server`]: measured('PodMetrics', 'server', { containers }),
  };
  return all[path];
}

/** No image of metrics-server can be had here: the real API server asks this one instead, as it would ask that. */
async function startMetrics(node: () => string): Promise<Server> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'metrics' }], { keySize: 2048 });
  const one = createServer({ cert, key }, (request, response) => {
    const found = answer((request.url ?? '').split('?')[0] ?? '', node());
    response.writeHead(found === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(found ?? {}));
  });
  one.listen(0, '127.0.0.1');
  await once(one, 'listening');
  return one;
}

const apiService = (port: number) => ({
  apiVersion: 'apiregistration.k8s.io/v1',
  kind: 'APIService',
  metadata: { name: registered },
  spec: {
    group,
    version: 'v1beta1',
    groupPriorityMinimum: 100,
    versionPriority: 100,
    insecureSkipTLSVerify: true,
    service: { namespace: space, name: 'metrics', port },
  },
});

describe('what a real cluster measures', function () {
  this.timeout(180_000);
  const { list, act, general, shown, write } = clusterStage();
  let metrics: Server | undefined;
  let node = '';

  before(function () {
    if (!isOurs) skip(this, 'another cluster may have metrics of its own and cannot ask this machine');
  });
  after(async () => {
    if (metrics === undefined) return;
    await kubectl('delete', 'apiservice', registered, '--ignore-not-found');
    metrics.close();
  });

  it('top says that there is none, shows what there is, and says when it is lost', async () => {
    await assert.rejects(general('node', 'top'), /no metrics\.k8s\.io.*Install metrics-server/);
    await general('pod', 'apply', text(server));
    const pod = await list('pod').one(`pod/${space}/server`, ({ health }) => health === 'running');
    await assert.rejects(act('top', pod), /no metrics\.k8s\.io/);
    const [one] = await list('node').until((all) => all.length > 0);
    assert.ok(one);
    node = one.name;

    metrics = await startMetrics(() => node);
    const { port } = metrics.address() as AddressInfo;
    const spec = { type: 'ExternalName', externalName: '127.0.0.1', ports: [{ port }] };
    // Created, not applied: this API server breaks off when an APIService is applied by the server side.
    await kubectl('create', '-f', await write('metrics.json', object('v1', 'Service', 'metrics', { spec })));
    await kubectl('create', '-f', await write('registered.json', apiService(port)));
    const isThere = async () =>
      await kubectl('get', '--raw', `${root}/nodes`).then(
        () => true,
        () => false,
      );
    await until(isThere);
    assert.match(await shown('top', pod), /^NAME +CPU +MEMORY\nmain +12m +20Mi\n$/);
    assert.match(await shown('top', one), new RegExp(`^NAME +CPU +MEMORY\n${node} +156m +1792Mi\n$`));
    const all = await general('node', 'top');
    assert.ok(all?.show === 'text' && all.text.includes('156m'));

    // Registered, but not there: 503.
    metrics.close();
    metrics.closeAllConnections();
    await assert.rejects(act('top', pod), /no metrics\.k8s\.io/);
    await kubectl('delete', 'apiservice', registered);
    await assert.rejects(act('top', one), /no metrics\.k8s\.io/);
  });
});
