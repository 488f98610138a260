import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { apps, cluster, failure, kubeconfig, looking, version } from './cluster';
import { littleServer, Status, unknownBecause, type Asked, type LittleServer } from './server';

const web = { kind: 'Deployment', apiVersion: 'apps/v1', metadata: { name: 'web', namespace: 'tutor-pods' } };
const deployment = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'tutor-pods' } as const;

describe('what a Kubernetes API server is asked', function () {
  this.timeout(60_000);
  let folder: string;
  let server: LittleServer | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-kubernetes-'));
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });
  const start = async (answer: (asked: Asked) => unknown = () => undefined) => {
    server = await littleServer(cluster(answer));
    return { server, look: looking({ file: await kubeconfig(folder, server.url) }) };
  };

  it('its version, with the token of the kubeconfig', async () => {
    const tokens: unknown[] = [];
    server = await littleServer(({ headers }) => {
      tokens.push(headers.authorization);
      return version;
    });
    const look = looking({ file: await kubeconfig(folder, server.url) });
    assert.deepEqual(await look.version(), { state: 'found', value: version });
    assert.deepEqual(tokens, ['Bearer sesame']);
    assert.deepEqual(server.asked, ['GET /version']);
  });

  it('one object, by the resource that discovery gives for its kind', async () => {
    const { server, look } = await start(() => web);
    assert.deepEqual(await look.object({ ...deployment, name: 'web' }), { state: 'found', value: web });
    assert.deepEqual(server.asked, ['GET /apis/apps/v1', 'GET /apis/apps/v1/namespaces/tutor-pods/deployments/web']);
  });

  it('many objects at once, and discovery once', async () => {
    const { server, look } = await start(() => web);
    await Promise.all(Array.from({ length: 20 }, () => look.object({ ...deployment, name: 'web' })));
    assert.equal(server.asked.filter((one) => one === 'GET /apis/apps/v1').length, 1);
    assert.equal(server.asked.length, 21);
  });

  it('an object of no namespace, whatever namespace is named', async () => {
    const { server, look } = await start(() => ({ kind: 'Namespace', status: { phase: 'Active' } }));
    await look.object({ apiVersion: 'v1', kind: 'Namespace', name: 'tutor-pods', namespace: 'x' });
    assert.equal(server.asked.at(-1), 'GET /api/v1/namespaces/tutor-pods');
  });

  it('an object without a namespace in that of the context; a list in all', async () => {
    server = await littleServer(cluster(() => ({ kind: 'PodList', items: [] })));
    const look = looking({
      file: await kubeconfig(folder, server.url, {}, { context: { namespace: 'tutor-services' } }),
    });
    await look.object({ apiVersion: 'v1', kind: 'Pod', name: 'web' });
    assert.equal(server.asked.at(-1), 'GET /api/v1/namespaces/tutor-services/pods/web');
    await look.object({ apiVersion: 'v1', kind: 'Pod' });
    assert.equal(server.asked.at(-1), 'GET /api/v1/pods');
  });

  it('a List by selectors of labels and fields', async () => {
    const list = { kind: 'PodList', apiVersion: 'v1', items: [{ metadata: { name: 'web-1' } }] };
    const { server, look } = await start(() => list);
    const labels = 'app in (web, api),!old';
    const seen = await look.object({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'tutor-pods',
      labels,
      fields: 'status.phase=Running',
    });
    assert.deepEqual(seen, { state: 'found', value: list });
    const asked = `GET /api/v1/namespaces/tutor-pods/pods?labelSelector=${labels}&fieldSelector=status.phase=Running`;
    assert.equal(server.asked.at(-1), asked);
  });

  it('an object that is not there is absent', async () => {
    const { look } = await start(() => new Status(404, failure(404, 'NotFound', 'pods "web" not found')));
    assert.deepEqual(await look.object({ ...deployment, name: 'web' }), { state: 'absent' });
  });

  it('a kind or a group that the cluster does not have cannot be looked at', async () => {
    const { look } = await start();
    const route = { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', namespace: 'tutor-pods', name: 'x' };
    unknownBecause(await look.object(route), 'no-feature', /no HTTPRoute of gateway\.networking\.k8s\.io\/v1/);
    unknownBecause(await look.object({ apiVersion: 'v1', kind: 'Sidecar', name: 'x' }), 'no-feature');
    unknownBecause(await look.object({ apiVersion: 'v1', kind: 'Binding', name: 'x' }), 'no-feature');
  });

  it('a kind that came since it was asked is found', async () => {
    let resources = apps.resources.slice(0, 2);
    server = await littleServer(({ path: one }) => (one === '/apis/apps/v1' ? { ...apps, resources } : web));
    const look = looking({ file: await kubeconfig(folder, server.url) });
    unknownBecause(await look.object({ ...deployment, name: 'web' }), 'no-feature');
    resources = apps.resources;
    assert.equal((await look.object({ ...deployment, name: 'web' })).state, 'found');
  });

  it('what is forbidden is told with verb, resource and namespace', async () => {
    const { look } = await start(() => new Status(403, failure(403, 'Forbidden', 'deployments.apps is forbidden')));
    const got = await look.object({ ...deployment, name: 'web' });
    unknownBecause(got, 'kubernetes-no-permission', /may not get deployments\.apps\/web in the namespace tutor-pods,/);
    const listed = await look.object({ apiVersion: 'v1', kind: 'Namespace' });
    unknownBecause(listed, 'kubernetes-no-permission', /may not list namespaces, so/);
  });

  it('what cannot be answered is told in the words of the API server', async () => {
    const { look } = await start(() => new Status(503, failure(503, 'ServiceUnavailable', 'etcd is away')));
    unknownBecause(
      await look.object({ ...deployment, name: 'web' }),
      'kubernetes-refused',
      /etcd is away \(HTTP 503\)/,
    );
  });

  it('a server below a path, as Rancher has it', async () => {
    server = await littleServer(() => version);
    await looking({ file: await kubeconfig(folder, `${server.url}/k8s/clusters/c-1/`) }).version();
    assert.deepEqual(server.asked, ['GET /k8s/clusters/c-1/version']);
  });
});
