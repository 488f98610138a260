import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { kubernetesPlatform } from '../../src/backends/kubernetes/platform';
import { keyOf, type Resource } from '../../src/core/resources/resource';
import type { Follow, Platform, Source } from '../../src/core/resources/source';
import type { Answers, Outcome, Verb } from '../../src/core/resources/verb';
import type { VerbId } from '../../src/core/resources/verb-names';
import { liveCluster } from './engine/clouds';

/** A cluster of somebody else's, with which the tests may do as they please. */
const theirs = process.env['TUTOR_KUBECONFIG'];
export const isOurs = theirs === undefined;
export const space = 'tutor-live';
export const text = (value: object) => ({ text: [JSON.stringify(value)] });
let kubeconfig = '';

export const kubectl = async (...words: readonly string[]): Promise<string> => {
  const env = { ...process.env, KUBECONFIG: kubeconfig };
  return (await promisify(execFile)('kubectl', [...words], { env })).stdout.trim();
};

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

/** A namespace of a real cluster, seen and changed through the backend; to be called within a `describe`. */
export function clusterStage() {
  let platform: Platform & { dispose: () => void };
  let source: Source;
  let folder: string | undefined;
  let followed: Rows[] = [];
  const signal = new AbortController().signal;

  before(async function () {
    kubeconfig = theirs ?? (await liveCluster(this));
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
    if (folder === undefined) return;
    platform.dispose();
    // Another suite makes it anew, and one that is still going takes nothing in.
    await kubectl('delete', 'namespace', space, '--timeout=120s').catch(() => undefined);
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
    assert.ok(outcome?.show === 'text' || outcome?.show === 'copy', `${id}: ${JSON.stringify(outcome)}`);
    return outcome.text;
  };
  const streamed = async (
    id: VerbId,
    target: Resource,
    answers?: Answers,
    enough: (all: string) => boolean = () => false,
  ) => {
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
  const write = async (name: string, value: object): Promise<string> => {
    const file = path.join(folder ?? '', name);
    await writeFile(file, JSON.stringify(value));
    return file;
  };
  return {
    kindOf,
    rows,
    list,
    below,
    act,
    general,
    shown,
    streamed,
    goes,
    deploy,
    write,
    signal,
    config: () => path.join(folder ?? '', 'config'),
    context: () => source.id,
    kinds: () => source.kinds,
  };
}

/** An object in the namespace. */
export const object = (apiVersion: string, kind: string, name: string, more: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name, labels: { app: name }, ...(kind !== 'Namespace' && { namespace: space }) },
  ...more,
});

const deployment = (image: string, replicas: number) => {
  const containers = [{ name: 'web', image, command: ['sleep', '3600'] }];
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers, terminationGracePeriodSeconds: 0 } };
  return object('apps/v1', 'Deployment', 'web', {
    spec: { replicas, selector: { matchLabels: { app: 'web' } }, template },
  });
};

/** A Pod that serves half a megabyte. */
export const server = object('v1', 'Pod', 'server', {
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

/** A Service in front of it. */
export const door = object('v1', 'Service', 'door', {
  spec: { selector: { app: 'server' }, ports: [{ port: 80, targetPort: 8080 }] },
});

/** None of the Deployment's Pods can be spared. The stable version came with 1.21, the first one went with 1.25. */
export const budget = object(isOurs ? 'policy/v1beta1' : 'policy/v1', 'PodDisruptionBudget', 'web', {
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
});

/** A CustomResourceDefinition. */
export const definition = {
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

/** Waits until something holds. */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await holds());) {
    assert.ok(Date.now() < end, 'waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
