import assert from 'node:assert/strict';
import { littleServer, Status, type LittleServer } from '../backends/kubernetes/server';
import { Stage } from './stage';

const kubeconfig = (server: string): string =>
  JSON.stringify({
    'current-context': 'minikube',
    contexts: [
      { name: 'minikube', context: { cluster: 'a', user: 'u' } },
      { name: 'far', context: { cluster: 'a' } },
    ],
    clusters: [{ name: 'a', cluster: { server } }],
    users: [{ name: 'u', user: { token: 'verysecret', exec: { command: '/nonexistent/plugin' } } }],
  });

describe('the doctor asks clusters and clouds', function () {
  this.timeout(30_000);
  let stage: Stage;
  let server: LittleServer | undefined;
  const headers: unknown[] = [];
  const start = async (answer: (path: string) => unknown): Promise<LittleServer> =>
    (server = await littleServer((asked) => {
      headers.push(asked.headers);
      return answer(asked.path);
    }));
  beforeEach(async () => {
    stage = await Stage.make();
    headers.length = 0;
  });
  afterEach(async () => {
    await stage.close();
    await server?.close();
    server = undefined;
  });

  it('the server of the current context, without a login and without its plugin', async () => {
    const { url, asked } = await start(() => ({ gitVersion: 'v1.35.0' }));
    await stage.file('home/.kube/config', kubeconfig(url));
    const { cluster } = await stage.look();
    assert.deepEqual(cluster, {
      contexts: { state: 'told', value: { all: ['minikube', 'far'], current: 'minikube' } },
      unread: [],
      server: { state: 'told', value: { server: url, isLocal: true, gitVersion: 'v1.35.0' } },
    });
    assert.deepEqual(asked, ['GET /version']);
    assert.ok(!JSON.stringify(headers).includes('verysecret'));
  });

  it('one that tells its version only to those who are logged in is there all the same', async () => {
    const { url } = await start(() => new Status(401, { kind: 'Status' }));
    await stage.file('home/.kube/config', kubeconfig(url));
    const { cluster } = await stage.look();
    assert.deepEqual(cluster.server, { state: 'told', value: { server: url, isLocal: true } });
  });

  it('reads no kubeconfig of an open folder that is not trusted', async () => {
    const { url, asked } = await start(() => ({ gitVersion: 'v1.35.0' }));
    const file = await stage.file('open/config', kubeconfig(url));
    const { cluster } = await stage.look({ env: { KUBECONFIG: file }, isTrusted: false });
    assert.deepEqual(cluster.unread, [file]);
    assert.ok(cluster.contexts.state === 'failed' && cluster.contexts.error.code === 'kubernetes-no-config');
    assert.deepEqual(asked, []);
    const trusted = await stage.look({ env: { KUBECONFIG: file } });
    assert.equal(trusted.cluster.contexts.state, 'told');
  });

  it('the Keystone of the chosen cloud, and never that of a clouds.yaml in the open folder', async () => {
    const { url, asked } = await start(() => ({ version: { id: 'v3.14', status: 'stable' } }));
    const entry = (auth_url: string): string =>
      JSON.stringify({ clouds: { demo: { auth: { auth_url, username: 'demo', password: 'verysecret' } } } });
    const own = await stage.file('home/.config/openstack/clouds.yaml', entry(`${url}/v3`));
    const passed = await stage.file('open/clouds.yaml', entry('http://127.0.0.1:1'));
    const { cloud } = await stage.look();
    assert.deepEqual(cloud, {
      clouds: { state: 'told', value: { all: ['demo'], chosen: 'demo', file: own } },
      ignored: passed,
      keystone: { state: 'told', value: { authUrl: `${url}/v3`, id: 'v3.14', isLocal: true } },
    });
    assert.deepEqual(asked, ['GET /v3']);
    assert.ok(!JSON.stringify(headers).includes('verysecret'));
  });

  it('says that there is nothing where there is nothing', async () => {
    const { cluster, cloud } = await stage.look();
    assert.ok(cluster.contexts.state === 'failed' && cluster.contexts.error.code === 'kubernetes-no-config');
    assert.equal(cluster.server, undefined);
    assert.ok(cloud.clouds.state === 'failed' && cloud.clouds.error.code === 'openstack-no-cloud');
    assert.equal(cloud.keystone, undefined);
  });
});
