import { kubernetesConflict } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Verb } from '../../../core/resources/verb';
import { isObject, parse, type Raw } from '../../docker/answer';
import type { Cluster } from '../cluster';
import type { Held } from '../kinds/spec';
import { metadataOf, namedOf, within, wordOf } from '../object';
import { heldOf, kubectl, named, placeOf, readLive, titled, wishOf } from './kubectl';
import { jsonOf, lastApplied, manifestOf, manifestsOf, otherObject, without, yamlOf, type Manifest } from './text';

/** Changes a live object as a text; saving it replaces the object, unless somebody else has changed it meanwhile. */
export const edit = (cluster: Cluster): Verb<Resource> => ({
  id: 'edit',
  applies: () => true,
  commandLine: (target) => kubectl(cluster, heldOf(target).namespace, 'edit', named(heldOf(target))),
  run: async (target, _answers, signal) => {
    const held = heldOf(target);
    return {
      show: 'edit',
      id: `${cluster.context}/${target.kind}/${target.id}`,
      title: `${held.name}.yaml`,
      language: 'yaml',
      text: await yamlOf(await readLive(cluster, held, signal)),
      save: (text, saving) => replace(cluster, held, text, saving),
    };
  },
});

/** https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions: an old one is refused (409) */
async function replace(cluster: Cluster, held: Held, text: string, signal: AbortSignal): Promise<string> {
  const [manifest, ...others] = await manifestsOf(text);
  if (manifest === undefined || others.length > 0 || !isSame(manifest, held)) throw otherObject(titled(held));
  const call = {
    path: placeOf(held),
    method: 'PUT',
    body: JSON.stringify(manifest),
    wish: wishOf(held, 'update'),
  } as const;
  const answer = await cluster.client.send({ ...call, accepts: [409] }, signal);
  const value = parse(answer.body);
  if (answer.status !== 409) return await yamlOf(isObject(value) ? value : manifest);
  // For whoever shows the conflict: the live version, and the text so that it would be taken in its place.
  const live = await readLive(cluster, held, signal);
  const forced = await withVersion(text, wordOf(metadataOf(live), 'resourceVersion'));
  throw kubernetesConflict({ object: titled(held) }, { mine: text, theirs: await yamlOf(live), forced });
}

/** A text with another version, otherwise as it was written. */
async function withVersion(text: string, version: string): Promise<string> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text);
  document.setIn(['metadata', 'resourceVersion'], version);
  return document.toString({ lineWidth: 0 });
}

function isSame(manifest: Manifest, { type, name, namespace = '' }: Held): boolean {
  const metadata = metadataOf(manifest);
  const place = wordOf(metadata, 'namespace');
  return (
    manifest.kind === type.kind &&
    manifest.apiVersion === type.apiVersion &&
    wordOf(metadata, 'name') === name &&
    (place === namespace || place === '')
  );
}

/** Shows an object as the API server has it; values of Secrets are left out. */
export const inspect = (cluster: Cluster): Verb<Resource> => ({
  id: 'inspect',
  applies: () => true,
  reads: true,
  commandLine: (target) => kubectl(cluster, heldOf(target).namespace, 'get', named(heldOf(target)), '-o', 'json'),
  run: async (target, _answers, signal) => {
    const held = heldOf(target);
    const text = jsonOf(hidden(held, await readLive(cluster, held, signal)));
    return { show: 'text', title: `${held.name}.json`, language: 'json', text };
  },
});

/** A Secret without its values; anything else as it is. */
export function hidden({ type }: Held, raw: Raw): Raw {
  if (type.kind !== 'Secret' || type.apiVersion !== 'v1') return raw;
  const hide = (values: Raw) => Object.fromEntries(Object.keys(values).map((key) => [key, '…']));
  const annotations = without(namedOf(metadataOf(raw), 'annotations'), [lastApplied]);
  return { ...raw, metadata: { ...metadataOf(raw), annotations }, data: hide(within(raw, 'data')) };
}

/** Copies an object as one would have written it. */
export const copyYaml = (cluster: Cluster): Verb<Resource> => ({
  id: 'copyYaml',
  applies: () => true,
  reads: true,
  commandLine: (target) => kubectl(cluster, heldOf(target).namespace, 'get', named(heldOf(target)), '-o', 'yaml'),
  run: async (target, _answers, signal) => {
    const held = heldOf(target);
    const text = await manifestOf(await readLive(cluster, held, signal));
    return { show: 'copy', text };
  },
});

/** Shows the values of a Secret: only this verb does, and only when it is asked to. */
export const reveal = (cluster: Cluster): Verb<Resource> => ({
  id: 'reveal',
  applies: () => true,
  reads: true,
  questions: (target) => [
    {
      id: 'key',
      title: { en: 'Which value', zh: '要显示的键' },
      ask: 'choice',
      many: true,
      choices: async (_answers, signal) =>
        Object.keys(within(await readLive(cluster, heldOf(target), signal), 'data')).map((key) => ({
          value: key,
          label: key,
        })),
    },
  ],
  commandLine: (target, answers) => {
    const keys = answers['key'] ?? [];
    // The template decodes on this side; the values are on the screen, never in the command line.
    const each = keys.map((key) => `{{index .data ${JSON.stringify(key)} | base64decode}}{{"\\n"}}`).join('');
    return kubectl(cluster, heldOf(target).namespace, 'get', named(heldOf(target)), '-o', `go-template=${each}`);
  },
  run: async (target, answers, signal) => {
    const held = heldOf(target);
    const data = namedOf(await readLive(cluster, held, signal), 'data');
    const keys = answerTo(answers, 'key') === '' ? Object.keys(data) : (answers['key'] ?? []);
    const values = Object.fromEntries(keys.map((key) => [key, Buffer.from(data[key] ?? '', 'base64').toString()]));
    const { stringify } = await import('yaml');
    return { show: 'text', title: held.name, language: 'yaml', text: stringify(values, { lineWidth: 0 }) };
  },
});
