import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chooseCluster, kubeconfigFiles } from '../../../../src/backends/kubernetes/kubeconfig';
import { kubeconfig, looking, version } from './cluster';
import { littleServer, Status, unknownBecause, type LittleServer } from './server';
import { skip } from '../../../host/report.mjs';

describe('which cluster is meant', function () {
  this.timeout(60_000);
  let folder: string;
  let server: LittleServer;
  let tokens: unknown[];
  let good: string;
  before(async () => {
    server = await littleServer(({ headers }) => {
      tokens.push(headers.authorization);
      return headers.authorization === `Bearer ${good}` ? version : new Status(401, {});
    });
  });
  after(() => server.close());
  beforeEach(async () => {
    [tokens, good] = [[], 'sesame'];
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-kubeconfig-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const surroundings = (more: Partial<Parameters<typeof chooseCluster>[0]> = {}) =>
    ({ env: {}, kubeconfig: '', context: '', workspace: [], platform: 'linux', home: folder, ...more }) as const;
  const write = async (name: string, text: string) => {
    await writeFile(path.join(folder, name), text);
    return path.join(folder, name);
  };
  /** A plugin that writes a line each time and gives a token. */
  const plugin = async (token = 'sesame', expires = '2100-01-01T00:00:00Z') => {
    const status = JSON.stringify({ status: { token, expirationTimestamp: expires } });
    const script = `#!/bin/sh\necho "$KUBERNETES_EXEC_INFO $HELLO $1" >> ${folder}/ran\ncat ${folder}/answer 2>/dev/null || echo '${status}'\n`;
    await chmod(await write('plugin.sh', script), 0o755);
    const env = [{ name: 'HELLO', value: 'hello' }];
    return { exec: { apiVersion: 'client.authentication.k8s.io/v1', command: './plugin.sh', args: ['world'], env } };
  };
  const ran = async () =>
    (await readFile(path.join(folder, 'ran'), 'utf8').catch(() => '')).split('\n').filter(Boolean);

  it('none: no file, an empty file, no current context', async () => {
    unknownBecause(
      await looking({ home: folder }).version(),
      'kubernetes-no-config',
      /\.kube\/config names no current/,
    );
    const empty = await write('empty', '');
    unknownBecause(await looking({ file: empty }).version(), 'kubernetes-no-config', /localhost:8080 refused/);
    const bare = await write('bare', 'apiVersion: v1\nkind: Config\nclusters: null\n');
    unknownBecause(await looking({ file: bare }).version(), 'kubernetes-no-config');
  });

  it('a broken file, without a word of what is in it', async () => {
    const file = await write('broken', 'users:\n- {name: a, user: {token: verysecret\n');
    const told = unknownBecause(await looking({ file }).version(), 'kubernetes-no-config', /is not a YAML table/);
    assert.doesNotMatch(told, /verysecret/);
    unknownBecause(await looking({ file: await write('list', '- a\n') }).version(), 'kubernetes-no-config', /YAML/);
    unknownBecause(await looking({ file: folder }).version(), 'kubernetes-no-config', /cannot read it/);
  });

  it('a context that is not there, and one whose cluster is not', async () => {
    const file = await kubeconfig(folder, server.url);
    unknownBecause(await looking({ file, context: 'lab' }).version(), 'kubernetes-no-config', /no context "lab"/);
    const lost = await kubeconfig(folder, server.url, {}, { context: { cluster: 'gone' } });
    unknownBecause(await looking({ file: lost }).version(), 'kubernetes-no-config', /names a cluster that it does not/);
  });

  it('the files in their order: the picked one, KUBECONFIG as a list, ~/.kube/config', () => {
    assert.deepEqual(kubeconfigFiles(surroundings()), [path.join(folder, '.kube', 'config')]);
    const env = { KUBECONFIG: '/a::/b' };
    assert.deepEqual(kubeconfigFiles(surroundings({ env })), ['/a', '/b']);
    const windows = { env: { KUBECONFIG: 'C:\\a;D:\\b' }, platform: 'win32' } as const;
    assert.deepEqual(kubeconfigFiles(surroundings(windows)), ['C:\\a', 'D:\\b']);
    const picked = kubeconfigFiles(surroundings({ env, kubeconfig: '~/c' }));
    assert.deepEqual(picked, [`${folder}/c`]);
  });

  it('several files: what was said first stays, a missing one is passed over', async () => {
    const one = await write('one', 'current-context: b\nusers: [{name: u, user: {token: first}}]\n');
    const two = await write(
      'two',
      `current-context: a
clusters: [{name: c, cluster: {server: 'https://two', certificate-authority: ca.crt}}]
users: [{name: u, user: {token: second}}]
contexts: [{name: b, context: {cluster: c, user: u, namespace: n}}]
`,
    );
    const env = { KUBECONFIG: `/no/such:${one}:${two}` };
    assert.deepEqual(await chooseCluster(surroundings({ env })), {
      context: 'b',
      namespace: 'n',
      server: 'https://two',
      cluster: { server: 'https://two', 'certificate-authority': path.join(folder, 'ca.crt') },
      user: { token: 'first' },
    });
  });

  it('is asked each time: another context, a file that was written anew', async () => {
    const other = await littleServer(() => ({ gitVersion: 'v1.33.0' }));
    let context = 'tutor';
    let file = await kubeconfig(folder, server.url);
    const look = looking({ kubeconfig: () => file, context: () => context });
    assert.deepEqual(await look.version(), { state: 'found', value: version });
    context = 'none';
    unknownBecause(await look.version(), 'kubernetes-no-config');
    context = '';
    file = await kubeconfig(folder, other.url, {}, { name: 'other' });
    assert.deepEqual(await look.version(), { state: 'found', value: { gitVersion: 'v1.33.0' } });
    await kubeconfig(folder, server.url, { token: 'sesame' }, { name: 'other' });
    await utimes(file, new Date(), new Date(Date.now() + 5000));
    assert.deepEqual(await look.version(), { state: 'found', value: version });
    await other.close();
  });

  it('a name and a password, and no user at all', async () => {
    good = 'none';
    const file = await kubeconfig(folder, server.url, { username: 'me', password: 'öpen' });
    await looking({ file }).version();
    await looking({ file: await kubeconfig(folder, server.url, {}) }).version();
    assert.deepEqual(tokens, [`Basic ${Buffer.from('me:öpen').toString('base64')}`, undefined]);
  });

  it('a token in a file, which is read anew when it is no longer good', async () => {
    await write('token', 'sesame\n');
    const look = looking({ file: await kubeconfig(folder, server.url, { tokenFile: 'token' }) });
    assert.equal((await look.version()).state, 'found');
    good = 'renewed';
    await write('token', 'renewed\n');
    assert.equal((await look.version()).state, 'found');
    assert.deepEqual(tokens, ['Bearer sesame', 'Bearer sesame', 'Bearer renewed']);
  });

  describe('credential plugins', () => {
    before(function () {
      if (process.platform === 'win32') skip(this, 'plugins are scripts of a Unix shell here');
    });

    it('of one’s own kubeconfig are run as kubectl does, once', async () => {
      const look = looking({ file: await kubeconfig(folder, server.url, await plugin()) });
      const seen = await Promise.all(Array.from({ length: 8 }, () => look.version()));
      assert.ok(seen.every((one) => one.state === 'found'));
      const [first = '', ...more] = await ran();
      assert.deepEqual(more, []);
      assert.match(
        first,
        /^\{"apiVersion":"client\.authentication\.k8s\.io\/v1","kind":"ExecCredential".*\} hello world$/,
      );
    });

    it('are run again after a 401, once', async () => {
      const look = looking({ file: await kubeconfig(folder, server.url, await plugin('old')) });
      unknownBecause(await look.version(), 'kubernetes-expired');
      assert.equal((await ran()).length, 2);
      await write('answer', JSON.stringify({ status: { token: 'sesame' } }));
      assert.equal((await look.version()).state, 'found');
    });

    it('that fail are named, without what they said', async () => {
      await write('answer', 'token=verysecret');
      const look = looking({ file: await kubeconfig(folder, server.url, await plugin()) });
      const told = unknownBecause(await look.version(), 'kubernetes-expired', /plugin `.*plugin\.sh`.*gave no cred/);
      assert.doesNotMatch(told, /verysecret/);
      const missing = await kubeconfig(folder, server.url, { exec: { command: 'no-such-plugin' } });
      unknownBecause(await looking({ file: missing }).version(), 'kubernetes-expired', /`no-such-plugin`/);
    });

    it('that fail are not run again by all who ask, until the kubeconfig is another one', async () => {
      await write('answer', 'nothing');
      const user = await plugin();
      const file = await kubeconfig(folder, server.url, user);
      const look = looking({ file });
      for (let each = 0; each < 3; each++) unknownBecause(await look.version(), 'kubernetes-expired');
      assert.equal((await ran()).length, 1);
      await rm(path.join(folder, 'answer'));
      await writeFile(file, `${await readFile(file, 'utf8')}\n`);
      assert.equal((await look.version()).state, 'found');
      assert.equal((await ran()).length, 2);
    });

    it('that hang are ended', async () => {
      await chmod(await write('hang.sh', '#!/bin/sh\nexec sleep 30\n'), 0o755);
      const file = await kubeconfig(folder, server.url, { exec: { command: './hang.sh' } });
      unknownBecause(await looking({ file, timeout: 300 }).version(), 'kubernetes-expired');
    });

    const refused: Readonly<Record<string, () => Promise<object>>> = {
      exec: () => plugin(),
      'auth-provider': () => {
        const config = { 'cmd-path': path.join(folder, 'plugin.sh'), expiry: '2000-01-01T00:00:00Z' };
        return plugin().then(() => ({ 'auth-provider': { name: 'gcp', config } }));
      },
      tokenFile: () => Promise.resolve({ tokenFile: '/etc/hostname' }),
    };
    for (const [name, make] of Object.entries(refused)) {
      it(`of a file in the workspace are never run or read: ${name}`, async () => {
        const file = await kubeconfig(folder, server.url, await make());
        const workspace = () => [folder];
        for (const given of [{ file }, { kubeconfig: file }]) {
          const seen = await looking({ ...given, workspace }).version();
          unknownBecause(seen, 'kubernetes-no-config', /lies in the workspace, and its user "learner"/);
        }
        assert.deepEqual([await ran(), tokens], [[], []]);
      });
    }

    it('not through a link either', async () => {
      const file = await kubeconfig(folder, server.url, await plugin());
      const elsewhere = await mkdtemp(path.join(tmpdir(), 'tutor-elsewhere-'));
      await symlink(file, path.join(elsewhere, 'config'));
      const linked = path.join(elsewhere, 'config');
      unknownBecause(await looking({ file: linked, workspace: () => [folder] }).version(), 'kubernetes-no-config');
      assert.deepEqual(await ran(), []);
      await rm(elsewhere, { recursive: true });
    });

    it('a token of a file in the workspace is used', async () => {
      const file = await kubeconfig(folder, server.url);
      assert.equal((await looking({ kubeconfig: file, workspace: () => [folder] }).version()).state, 'found');
    });

    it('~/.kube/config is one’s own, even where the workspace is the home folder', async () => {
      await mkdir(path.join(folder, '.kube'));
      const user = await plugin();
      const exec = { ...user.exec, command: '../plugin.sh' };
      await kubeconfig(path.join(folder, '.kube'), server.url, { exec });
      assert.equal((await looking({ home: folder, workspace: () => [folder] }).version()).state, 'found');
      assert.equal((await ran()).length, 1);
    });
  });
});
