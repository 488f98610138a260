import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { kubernetesPlatform } from '../../src/backends/kubernetes/platform';
import type { UserError } from '../../src/core/errors';
import { keyOf, type Resource } from '../../src/core/resources/resource';
import type { Follow, Platform, Source } from '../../src/core/resources/source';
import type { Answers, Outcome, Session, Verb } from '../../src/core/resources/verb';
import type { VerbId } from '../../src/core/resources/verb-names';

const kubeconfig = process.env['KUBECONFIG'] ?? '';
/** Where Pods really run, and not only objects are kept. */
const hasNode = kubeconfig !== '' && nodes() !== '';
const space = 'tutor-live';
const text = (value: object) => ({ text: [JSON.stringify(value)] });

function nodes(): string {
  try {
    return execFileSync('kubectl', ['get', 'nodes', '-o', 'name'], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}

const kubectl = async (...words: readonly string[]): Promise<string> =>
  (await promisify(execFile)('kubectl', [...words])).stdout.trim();

/** The rows of a view, kept up to date. */
class Rows {
  readonly byKey = new Map<string, Resource>();
  readonly ending = new AbortController();
  failed: unknown;

  constructor(follow: Follow | undefined) {
    assert.ok(follow);
    const sink = {
      all: (all: readonly Resource[]) => {
        this.byKey.clear();
        for (const one of all) this.byKey.set(keyOf(one), one);
      },
      put: (one: Resource) => void this.byKey.set(keyOf(one), one),
      gone: (key: string) => void this.byKey.delete(key),
    };
    follow(sink, this.ending.signal).catch((error: unknown) => (this.failed = error));
  }

  async until(holds: (all: readonly Resource[]) => boolean, seconds = 60): Promise<readonly Resource[]> {
    for (const end = Date.now() + seconds * 1000; ;) {
      const all = [...this.byKey.values()];
      if (holds(all)) return all;
      if (this.failed !== undefined) throw this.failed as Error;
      assert.ok(Date.now() < end, `waited in vain: ${all.map((one) => `${keyOf(one)} ${one.summary.en}`).join('; ')}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async one(key: string, holds: (one: Resource) => boolean = () => true, seconds = 60): Promise<Resource> {
    await this.until(() => {
      const found = this.byKey.get(key);
      return found !== undefined && holds(found);
    }, seconds);
    const found = this.byKey.get(key);
    assert.ok(found);
    return found;
  }
}

describe('the Kubernetes backend on a real cluster', function () {
  this.timeout(180_000);
  let platform: Platform & { dispose: () => void };
  let source: Source;
  let folder: string;
  let followed: Rows[] = [];
  const signal = new AbortController().signal;

  before(async function () {
    if (kubeconfig === '') this.skip();
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-live-'));
    const copy = path.join(folder, 'config');
    await writeFile(copy, await readFile(kubeconfig, 'utf8'), { mode: 0o600 });
    platform = kubernetesPlatform({ env: { ...process.env, KUBECONFIG: copy } });
    const { all, chosen } = await platform.sources(signal);
    const found = all.find(({ id }) => id === chosen);
    assert.ok(found);
    source = found;
    await general('namespace', 'apply', text(object('v1', 'Namespace', space)));
    // Pods are refused before it is there.
    await new Promise((resolve) => setTimeout(resolve, 1500));
  });
  afterEach(() => {
    for (const { ending } of followed) ending.abort();
    followed = [];
  });
  after(async () => {
    platform.dispose();
    await kubectl('delete', 'namespace', space, '--wait=false').catch(() => undefined);
    await rm(folder, { recursive: true, force: true });
  });

  const kindOf = (id: string) => {
    const found = source.kinds.find((one) => one.id === id);
    assert.ok(found, id);
    return found;
  };
  const rows = (follow: Follow | undefined): Rows => {
    const one = new Rows(follow);
    followed.push(one);
    return one;
  };
  const list = (kind: string): Rows => rows(kindOf(kind).follow);
  const below = (one: Resource): Rows => rows(kindOf(one.kind).below?.(one));
  const run = async <T>(verb: Verb<T> | undefined, target: T, answers: Answers): Promise<Outcome | undefined> => {
    assert.ok(verb);
    assert.match(verb.commandLine(target, answers), /^kubectl /);
    assert.ok(verb.applies(target));
    return (await verb.run(target, answers, signal)) ?? undefined;
  };
  const act = (id: VerbId, target: Resource, answers: Answers = {}) =>
    run(
      kindOf(target.kind).verbs.find((one) => one.id === id),
      target,
      answers,
    );
  const general = (kind: string, id: VerbId, answers: Answers = {}) =>
    run(
      kindOf(kind).general?.find((one) => one.id === id),
      undefined,
      answers,
    );
  const shown = async (id: VerbId, target: Resource, answers?: Answers): Promise<string> => {
    const outcome = await act(id, target, answers);
    assert.ok(outcome?.show === 'text', `${id}: ${JSON.stringify(outcome)}`);
    return outcome.text;
  };
  const streamed = async (id: VerbId, target: Resource, answers?: Answers, enough = (_: string) => false) => {
    const outcome = await act(id, target, answers);
    assert.ok(outcome?.show === 'stream');
    const reading = new AbortController();
    let all = '';
    for await (const piece of outcome.read(reading.signal)) {
      all += piece;
      if (enough(all)) break;
    }
    reading.abort();
    return all;
  };
  const goes = async (target: Resource, answers: Answers = {}): Promise<string> => {
    const verb = kindOf(target.kind).verbs.find(({ id }) => id === 'remove');
    return (await verb?.destroys?.(target, answers, signal))?.en ?? '';
  };
  const deploy = (image = 'busybox:1.37', replicas = 2) =>
    general('deployment', 'apply', text(deployment(image, replicas)));

  it('follows every kind that the cluster has', async () => {
    const all = source.kinds.filter(({ follow }) => follow !== undefined);
    for (const { id, follow } of all) {
      const told = rows(follow);
      let heard = false;
      await told.until(() => (heard = told.byKey.size >= 0) && heard);
      await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(told.failed, undefined, `${id}: ${String(told.failed)}`);
    }
    await list('namespace').one('namespace/default');
    await list('clusterrole').one('clusterrole/cluster-admin');
    await list('storageclass').until(() => true);
  });

  it('a change outside is seen within a second', async () => {
    const seen = list('configmap');
    await seen.until((all) => all.length > 0);
    await kubectl('-n', space, 'create', 'configmap', 'outside', '--from-literal=a=1');
    const began = Date.now();
    await seen.one(`configmap/${space}/outside`, undefined, 5);
    assert.ok(Date.now() - began < 1000);
    await kubectl('-n', space, 'delete', 'configmap', 'outside');
    await seen.until((all) => !all.some(({ name }) => name === 'outside'), 5);
  });

  it('applies, compares, tries, edits with a conflict, describes, copies, removes', async () => {
    const map = object('v1', 'ConfigMap', 'settings', { data: { a: '1' } });
    await general('configmap', 'apply', text(map));
    const one = await list('configmap').one(`configmap/${space}/settings`);
    const changed = text({ ...map, data: { a: '2' } });
    const compared = await act('compare', one, changed);
    assert.ok(compared?.show === 'compare');
    assert.match(compared.before, /a: "1"/);
    assert.match(compared.after, /a: "2"/);
    const tried = await general('configmap', 'dryRun', changed);
    assert.ok(tried?.show === 'text' && tried.text.includes('a: "2"'));
    assert.equal(await kubectl('-n', space, 'get', 'cm', 'settings', '-o', 'jsonpath={.data.a}'), '1');
    const editing = await act('edit', one);
    assert.ok(editing?.show === 'edit');
    const saved = await editing.save(editing.text.replace('a: "1"', 'a: "3"'), signal);
    assert.match(saved, /a: "3"/);
    await kubectl('-n', space, 'patch', 'cm', 'settings', '-p', '{"data":{"a":"theirs"}}');
    await assert.rejects(editing.save(saved.replace('a: "3"', 'a: "mine"'), signal), (error: UserError) => {
      assert.match(error.text.en, /changed by somebody else/);
      const both = error.cause as { mine: string; theirs: string };
      assert.match(both.theirs, /a: theirs/);
      assert.match(both.mine, /a: "mine"/);
      return true;
    });
    assert.equal(await kubectl('-n', space, 'get', 'cm', 'settings', '-o', 'jsonpath={.data.a}'), 'theirs');
    await assert.rejects(editing.save(saved.replace('name: settings', 'name: other'), signal), /another object/);
    assert.match(await shown('describe', one), /Name: settings/);
    assert.doesNotMatch(await shown('copyYaml', one), /uid|resourceVersion|managedFields/);
    assert.match(await shown('inspect', one), /"uid"/);
    await assert.rejects(general('configmap', 'apply', { text: ['a: [1'] }), /not YAML \(line 1\)/);
    await assert.rejects(general('configmap', 'apply', { text: ['a: 1'] }), /document 1 is not an object/);
    // A field that kubectl owns is not taken over unless that is said.
    await assert.rejects(general('configmap', 'apply', text(map)), /other programs own/);
    await general('configmap', 'apply', { ...text(map), conflicts: ['force'] });
    await act('remove', one);
    await list('configmap').until((all) => all.length > 0 && !all.some(({ name }) => name === 'settings'));
    const making = await general('configmap', 'create');
    assert.ok(making?.show === 'edit');
    await making.save(making.text.replace('namespace: default', `namespace: ${space}`), signal);
    await list('configmap').one(`configmap/${space}/web`);
  });

  it('a Secret shows its values only when it is asked to', async () => {
    await general('secret', 'apply', text(object('v1', 'Secret', 'door', { stringData: { word: 'sesame' } })));
    const one = await list('secret').one(`secret/${space}/door`);
    const hidden = Buffer.from('sesame').toString('base64');
    const everything = [JSON.stringify(one), await shown('inspect', one), await shown('describe', one)].join();
    assert.ok(!everything.includes('sesame') && !everything.includes(hidden));
    assert.equal(await shown('reveal', one, { key: ['word'] }), 'word: sesame\n');
    await act('remove', one);
  });

  it('custom resources: a definition, its objects below it, and what goes with it', async () => {
    await kubectl('apply', '--filename', await write('crd.json', definition));
    const one = await list('crd').one('crd/doors.tutor.test', ({ state }) => state === 'Established');
    const own = { ...object('tutor.test/v1', 'Door', 'front'), spec: { size: 1 } };
    // By kubectl: this old server, built with a newer Go, falls over a custom resource that is applied on the server.
    await kubectl('create', '--filename', await write('door.json', own));
    const found = await below(one).until((all) => all.length === 1);
    assert.equal(found[0]?.name, 'front');
    assert.match(await shown('copyYaml', found[0]), /size: 1/);
    assert.match(await goes(one), /Door front/);
    await act('remove', one);
    await list('crd').until((all) => !all.some(({ name }) => name === 'doors.tutor.test'));
  });

  it('a Service nobody answers, a claim nobody serves: the rows say why', async () => {
    const ports = [{ port: 80 }];
    await general(
      'service',
      'apply',
      text(object('v1', 'Service', 'lonely', { spec: { selector: { app: 'nobody' }, ports } })),
    );
    const service = await list('service').one(`service/${space}/lonely`, ({ trouble }) => trouble !== undefined);
    assert.match(service.trouble?.why.en ?? '', /No Pod has the labels .*app=nobody/);
    assert.equal(service.trouble?.lesson, 'kubernetes/services');
    const spec = {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'none',
      resources: { requests: { storage: '1Gi' } },
    };
    await general('pvc', 'apply', text(object('v1', 'PersistentVolumeClaim', 'waits', { spec })));
    const claim = await list('pvc').one(`pvc/${space}/waits`, ({ trouble }) => trouble !== undefined);
    assert.match(claim.trouble?.why.en ?? '', /No volume/);
  });

  it('Deployment: ReplicaSets and Pods below, scale, restart, history, undo, pause, resume, and what goes', async () => {
    await deploy();
    const seen = list('deployment');
    const key = `deployment/${space}/web`;
    const one = await seen.one(key);
    const sets = await below(one).until((all) => all.length === 1);
    await below(sets[0] ?? one).until((all) => all.length === 2);
    await act('scale', one, { replicas: ['3'] });
    await seen.one(key, ({ state }) => state.endsWith('/3'));
    await act('restart', one);
    await below(one).until((all) => all.length === 2);
    assert.match(await shown('rolloutHistory', one), /^1 .*busybox:1\.37\n2 /m);
    await act('rolloutPause', one);
    const paused = await seen.one(key, ({ summary }) => summary.en.includes('paused'));
    await act('rolloutResume', paused);
    await act('rolloutUndo', one);
    await until(async () => (await shown('rolloutHistory', one)).includes('\n3 '));
    assert.match(await goes(one), /ReplicaSet web-.*Pod web-/);
    assert.doesNotMatch(await goes(one, { cascade: ['Orphan'] }), /ReplicaSet/);
    if (hasNode) assert.match(await streamed('rolloutStatus', one), /rolled out/);
    await act('remove', one, { cascade: ['Foreground'] });
    await seen.until((all) => !all.some(({ name }) => name === 'web'));
  });

  it('namespaces and contexts: used here only, or written where that is wanted', async () => {
    const before = await readFile(path.join(folder, 'config'), 'utf8');
    const one = await list('namespace').one(`namespace/${space}`);
    const seen = rows(kindOf('configmap').follow);
    await seen.until((all) => all.length > 0);
    await act('useNamespace', one);
    const again = list('configmap');
    await again.until((all) => all.length > 0 && all.every(({ id }) => id.startsWith(`${space}/`)));
    await general('namespace', 'useNamespace', { namespace: [''] });
    await general('namespace', 'useContext', { context: [source.id] });
    assert.equal(await readFile(path.join(folder, 'config'), 'utf8'), before);
    await general('namespace', 'useContext', { context: [source.id], keep: ['kubeconfig'] });
    assert.match(await readFile(path.join(folder, 'config'), 'utf8'), /current-context/);
    await assert.rejects(general('node', 'top'), /no metrics\.k8s\.io/);
  });

  describe('with a node', () => {
    before(function () {
      if (!hasNode) this.skip();
    });

    it('logs, shell, exec, ports', async () => {
      await general('pod', 'apply', text(server));
      const pod = await list('pod').one(`pod/${space}/server`, ({ health }) => health === 'running');
      assert.match(await streamed('logs', pod, { how: ['follow'] }, (all) => all.includes('begun')), /begun/);
      assert.match(await streamed('logs', pod, { how: ['all'] }), /begun/);
      const [container] = await below(pod).until((all) => all.length === 1);
      assert.ok(container?.state === 'Running');
      const session = await opened('exec', container, { command: ["sh -c 'stty size; exit 7'"] });
      assert.match(await outputOf(session), /40 100/);
      assert.equal(await session.ended, 7);
      const shell = await opened('shell', pod);
      shell.input('echo $((6*7)); exit\n');
      assert.match(await outputOf(shell), /42/);
      assert.equal(await shell.ended, 0);
      const forward = await act('portForward', pod, { remote: ['8080'], local: ['0'] });
      assert.ok(forward?.show === 'running' && forward.url !== undefined);
      const asked = await fetch(forward.url);
      assert.equal((await asked.text()).length, 500_000);
      forward.stop();
      await forward.ended;
      await assert.rejects(fetch(forward.url));
      await act('remove', pod);
    });

    it('Pods that fail say why', async () => {
      const pods = [
        ['crash', { command: ['sh', '-c', 'exit 3'] }, /ends with code 3/],
        ['config', { envFrom: [{ configMapRef: { name: 'missing' } }] }, /cannot be made.*missing/],
        ['image', { image: 'busybox:no-such-tag' }, /busybox:no-such-tag/],
        ['hungry', { resources: { requests: { memory: '900Gi' } } }, /No node takes `hungry`/],
      ] as const;
      for (const [name, more] of pods) {
        const containers = [{ name: 'main', image: 'busybox:1.37', command: ['sleep', '600'], ...more }];
        await general(
          'pod',
          'apply',
          text(object('v1', 'Pod', name, { spec: { containers, terminationGracePeriodSeconds: 0 } })),
        );
      }
      const seen = list('pod');
      for (const [name, , says] of pods) {
        const one = await seen.one(`pod/${space}/${name}`, ({ trouble }) => says.test(trouble?.why.en ?? ''), 90);
        assert.equal(one.health, 'failed', `${name}: ${one.summary.en}`);
        await act('remove', one);
      }
    });

    it('cordon, uncordon, drain', async () => {
      const seen = list('node');
      const [node] = await seen.until((all) => all.length > 0);
      assert.ok(node);
      await act('cordon', node);
      const cordoned = await seen.one(keyOf(node), ({ summary }) => summary.en.includes('no new Pods'));
      await act('uncordon', cordoned);
      await deploy('busybox:1.37', 1);
      await list('deployment').one(`deployment/${space}/web`, ({ state }) => state === '1/1');
      const verb = kindOf('node').verbs.find(({ id }) => id === 'drain');
      assert.match((await verb?.destroys?.(node, {}, signal))?.en ?? '', /Pods are evicted from/);
      assert.match(await streamed('drain', node), /web-.*: evicted\n[^]*drained/);
      await act('uncordon', await seen.one(keyOf(node), ({ summary }) => summary.en.includes('no new Pods')));
    });

    const opened = async (id: VerbId, target: Resource, answers?: Answers): Promise<Session> => {
      const outcome = await act(id, target, answers);
      assert.ok(outcome?.show === 'terminal');
      return await outcome.open({ columns: 100, rows: 40 }, signal);
    };
    const outputOf = async ({ output }: Session): Promise<string> => {
      let all = '';
      for await (const piece of output) all += Buffer.from(piece).toString();
      return all;
    };
  });

  const write = async (name: string, value: object): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, JSON.stringify(value));
    return file;
  };
});

const object = (apiVersion: string, kind: string, name: string, more: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, ...(kind !== 'Namespace' && { namespace: space }) },
  ...more,
});

const deployment = (image: string, replicas: number) => {
  const containers = [{ name: 'web', image, command: ['sleep', '3600'] }];
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers, terminationGracePeriodSeconds: 0 } };
  return object('apps/v1', 'Deployment', 'web', {
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template },
  });
};

const server = object('v1', 'Pod', 'server', {
  spec: {
    terminationGracePeriodSeconds: 0,
    containers: [
      {
        name: 'main',
        image: 'busybox:1.37',
        ports: [{ containerPort: 8080 }],
        command: [
          'sh',
          '-c',
          'mkdir /www; head -c 500000 /dev/zero | tr "\\0" x > /www/index.html; echo begun; exec httpd -f -p 8080 -h /www',
        ],
      },
    ],
  },
});

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'doors.tutor.test' },
  spec: {
    group: 'tutor.test',
    scope: 'Namespaced',
    names: { plural: 'doors', singular: 'door', kind: 'Door' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: { spec: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
          },
        },
      },
    ],
  },
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds());) {
    assert.ok(Date.now() < end, 'waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
