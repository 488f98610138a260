import { readFile } from 'node:fs/promises';
import { kubernetesApplyConflict, kubernetesPartly, UserError } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Question, type Verb } from '../../../core/resources/verb';
import { fill } from '../../../core/text';
import { isObject, messageOf, parse, type Raw } from '../../docker/answer';
import { pathOf, type Cluster } from '../cluster';
import { resourceOf } from '../discovery';
import { metadataOf, wordOf } from '../object';
import { heldOf, kubectl, manager } from './kubectl';
import { manifestsOf, without, yamlOf, type Manifest } from './text';

/** How manifests are applied. */
export type Applying = {
  readonly isDry?: boolean;
  /** Takes fields over from others that own them. */
  readonly force?: boolean;
  /** Where objects go that name no namespace; otherwise that which is looked at, or the context's. */
  readonly namespace?: string | undefined;
};

/**
 * Applies one or several documents, one after the other, on the server:
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/
 * @returns the objects as they are then
 */
export async function applyText(
  cluster: Cluster,
  text: string,
  how: Applying,
  signal: AbortSignal,
): Promise<readonly Raw[]> {
  const done: Raw[] = [];
  for (const manifest of await manifestsOf(text)) {
    try {
      done.push(await applyOne(cluster, manifest, how, signal));
    } catch (error) {
      if (done.length === 0 || how.isDry === true || !(error instanceof UserError)) throw error;
      throw kubernetesPartly({ done: done.map(nameOf).join(', '), object: nameOf(manifest), why: error.text }, error);
    }
  }
  return done;
}

const nameOf = (raw: Raw): string => `${wordOf(raw, 'kind')} ${wordOf(metadataOf(raw), 'name')}`;

async function applyOne(cluster: Cluster, manifest: Manifest, how: Applying, signal: AbortSignal): Promise<Raw> {
  const { path, namespace, fullName } = await placeOf(cluster, manifest, how.namespace, signal);
  // What only a live object has would be refused.
  const metadata = without(metadataOf(manifest), ['managedFields']);
  const body = { ...manifest, metadata: { ...metadata, ...(namespace !== undefined && { namespace }) } };
  const query = {
    fieldManager: manager,
    ...(how.force === true && { force: 'true' }),
    ...(how.isDry === true && { dryRun: 'All' }),
  };
  const wish = {
    verb: 'patch',
    resource: fullName,
    isDeed: true,
    ...(namespace !== undefined && { namespace }),
  } as const;
  const call = { path, query, method: 'PATCH', type: 'application/apply-patch+yaml', wish } as const;
  const send = (object: unknown, accepts: readonly number[]) =>
    cluster.client.send({ ...call, body: JSON.stringify(object), accepts }, signal);
  const first = await send(body, [409, 500]);
  const answer = first.status === 500 ? await send(withProtocols(body), [409]) : first;
  if (answer.status === 409)
    throw kubernetesApplyConflict({ object: nameOf(manifest), message: messageOf(answer.body) }, force);
  const value = parse(answer.body);
  return isObject(value) ? value : manifest;
}

/** What to answer instead, for whoever can ask whether to insist. */
const force = { insist: { conflicts: ['force'] } };

// Servers up to 1.20 do not know the default of a key of a list, and fail (500): https://github.com/kubernetes/kubernetes/issues/92332
function withProtocols(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withProtocols);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === 'ports' && Array.isArray(one) ? one.map(withTcp) : withProtocols(one),
    ]),
  );
}

const withTcp = (port: unknown): unknown =>
  isObject(port) && (port['port'] !== undefined || port['containerPort'] !== undefined)
    ? { protocol: 'TCP', ...port }
    : port;

async function placeOf(cluster: Cluster, manifest: Manifest, given: string | undefined, signal: AbortSignal) {
  const { apiVersion, kind } = manifest;
  const { group, name: plural, fullName, isNamespaced } = await resourceOf(cluster.client, apiVersion, kind, signal);
  const own = wordOf(metadataOf(manifest), 'namespace') || given || cluster.namespace;
  const namespace = isNamespaced ? own || (await cluster.client.choice(signal)).namespace : undefined;
  const name = wordOf(metadataOf(manifest), 'name');
  const path = pathOf({ apiVersion, kind, group, plural, cli: '', isNamespaced }, namespace, name);
  return { path, namespace, fullName: `${fullName} ${name}` };
}

/** The objects of a text as they are now, and as they would be once it is applied, as `kubectl diff` compares them. */
export async function compareText(cluster: Cluster, text: string, how: Applying, signal: AbortSignal) {
  const [before, after]: [string[], string[]] = [[], []];
  for (const manifest of await manifestsOf(text)) {
    const { path, fullName } = await placeOf(cluster, manifest, how.namespace, signal);
    const found = await cluster.client.get({ path, wish: { verb: 'get', resource: fullName } }, signal);
    before.push(found === undefined ? '' : await steadyYamlOf(found));
    const would = await applyOne(cluster, manifest, { ...how, isDry: true, force: true }, signal);
    after.push(await steadyYamlOf(would));
  }
  return { before: before.join('---\n'), after: after.join('---\n') };
}

/** Without what changes each time. */
async function steadyYamlOf(raw: Raw): Promise<string> {
  const metadata = without(metadataOf(raw), ['resourceVersion', 'generation']);
  return await yamlOf({ ...without(raw, ['status']), metadata });
}

/**
 * The text to apply: `text` where whoever asks has it already, as the editor does; else that of a file.
 */
const fileQuestion: Question = {
  id: 'file',
  title: { en: 'The manifest', zh: '清单文件' },
  ask: 'open',
  when: (answers) => answers['text'] === undefined,
};

const conflictQuestion: Question = {
  id: 'conflicts',
  title: { en: 'If another program owns a field', zh: '如果字段归其他程序所有' },
  ask: 'choice',
  choices: () => [
    { value: 'stop', label: '--', detail: { en: 'Stop and say which', zh: '停止并指出是哪些字段' }, isPicked: true },
    { value: 'force', label: '--force-conflicts', detail: { en: 'Take it over', zh: '强制接管' } },
  ],
};

const textOf = async (answers: Answers): Promise<string> =>
  answers['text']?.[0] ?? (await readFile(answerTo(answers, 'file'), 'utf8'));

const fileOf = (answers: Answers): string => answerTo(answers, 'file') || '-';

/** The namespace that an object is, or is in. */
export const namespaceOf = (target: Resource | undefined): string | undefined =>
  target === undefined ? undefined : target.kind === 'namespace' ? target.name : heldOf(target).namespace;

const forceOf = (answers: Answers) => (answerTo(answers, 'conflicts') === 'force' ? ['--force-conflicts'] : []);

const applied = { en: 'Applied: {objects}.', zh: '已应用：{objects}。' };

/** Applies a manifest. */
export const apply = (cluster: Cluster): Verb<Resource | undefined> => ({
  id: 'apply',
  applies: () => true,
  questions: () => [fileQuestion, conflictQuestion],
  commandLine: (target, answers) =>
    kubectl(cluster, namespaceOf(target), 'apply', '--server-side', ...forceOf(answers), '-f', fileOf(answers)),
  run: async (target, answers, signal) => {
    const how = { namespace: namespaceOf(target), force: answerTo(answers, 'conflicts') === 'force' };
    const done = await applyText(cluster, await textOf(answers), how, signal);
    return { show: 'words', words: fill(applied, { objects: done.map(nameOf).join(', ') }) };
  },
});

/** Has the server say what would come of a manifest, without doing it. */
export const dryRun = (cluster: Cluster): Verb<Resource | undefined> => ({
  id: 'dryRun',
  applies: () => true,
  reads: true,
  questions: () => [fileQuestion],
  commandLine: (target, answers) =>
    kubectl(
      cluster,
      namespaceOf(target),
      'apply',
      '--server-side',
      '--dry-run=server',
      '-o',
      'yaml',
      '-f',
      fileOf(answers),
    ),
  run: async (target, answers, signal) => {
    const how = { namespace: namespaceOf(target), isDry: true, force: true };
    const would = await applyText(cluster, await textOf(answers), how, signal);
    const text = (await Promise.all(would.map(yamlOf))).join('---\n');
    return { show: 'text', title: would.map(nameOf).join(', '), language: 'yaml', text };
  },
});

/** Compares a manifest with what is in the cluster. */
export const compare = (cluster: Cluster): Verb<Resource | undefined> => ({
  id: 'compare',
  applies: () => true,
  reads: true,
  questions: () => [fileQuestion],
  commandLine: (target, answers) => kubectl(cluster, namespaceOf(target), 'diff', '-f', fileOf(answers)),
  run: async (target, answers, signal) => {
    const how = { namespace: namespaceOf(target) };
    const both = await compareText(cluster, await textOf(answers), how, signal);
    return { show: 'compare', title: target?.name ?? cluster.context, language: 'yaml', ...both };
  },
});

/** What a new object of a kind begins with. */
const skeletons: Readonly<Record<string, object>> = {
  Namespace: {},
  ConfigMap: { data: { key: 'value' } },
  Secret: { stringData: { key: 'value' } },
  Pod: { spec: { containers: [{ name: 'web', image: 'nginx:1.30-alpine' }] } },
  Service: { spec: { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 80 }] } },
  PersistentVolumeClaim: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } },
  Job: {
    spec: {
      template: {
        spec: { restartPolicy: 'Never', containers: [{ name: 'once', image: 'busybox:1.37', command: ['date'] }] },
      },
    },
  },
  Deployment: workload({ replicas: 2 }),
  StatefulSet: workload({ replicas: 1, serviceName: 'web' }),
  DaemonSet: workload({}),
};

function workload(spec: object): object {
  const containers = [{ name: 'web', image: 'nginx:1.30-alpine', ports: [{ containerPort: 80 }] }];
  const template = { metadata: { labels: { app: 'web' } }, spec: { containers } };
  return { spec: { ...spec, selector: { matchLabels: { app: 'web' } }, template } };
}

/** Makes a new object from a text in the editor. */
export const create = (
  cluster: Cluster,
  spec: { readonly id: string; readonly kind: string; readonly versions: readonly string[]; readonly cli: string },
): Verb<undefined> => ({
  id: 'create',
  applies: () => true,
  commandLine: () => kubectl(cluster, undefined, 'apply', '--server-side', '-f', '-'),
  run: async (_target, _answers, signal) => {
    const type = await cluster.typeOf(spec, signal);
    const place = cluster.namespace ?? (await cluster.client.choice(signal)).namespace;
    const metadata = { name: 'web', ...(type.isNamespaced && { namespace: place }) };
    const skeleton = skeletons[type.kind] ?? { spec: {} };
    return {
      show: 'edit',
      id: `${cluster.context}/new/${spec.id}`,
      title: `${type.kind}.yaml`,
      language: 'yaml',
      text: await yamlOf({ apiVersion: type.apiVersion, kind: type.kind, metadata, ...skeleton }),
      save: async (text, saving) => {
        await applyText(cluster, text, {}, saving);
        return text;
      },
    };
  },
});
