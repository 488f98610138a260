import type { Resource } from '../../../core/resources/resource';
import { commandLine } from '../../../core/quoted';
import type { Raw } from '../../docker/answer';
import { isObject, parse } from '../../docker/answer';
import { kubernetesGone } from '../../../core/errors';
import type { Call } from '../client';
import { pathOf, type Cluster } from '../cluster';
import type { Wish } from '../failure';
import type { Held } from '../kinds/spec';

/** What verbs need to know of a resource of this platform. */
export const heldOf = (resource: Resource): Held => resource.raw as Held;

/** A command line of kubectl for a context, and for the namespace of an object. */
export function kubectl(cluster: Cluster, namespace: string | undefined, ...words: readonly string[]): string {
  const place = namespace === undefined ? [] : ['-n', namespace];
  return commandLine('kubectl', '--context', cluster.context, ...place, ...words);
}

/** An object on kubectl's command line, such as `deployment/web`. */
export const named = ({ type, name }: Held): string => `${type.cli}/${name}`;

/** An object in a sentence, such as `Deployment web`. */
export const titled = ({ type, name, namespace }: Held): string =>
  `${type.kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

/** What a call on an object is, in the words of RBAC. */
export function wishOf({ type, namespace, name }: Held, verb: Wish['verb'], sub = ''): Wish {
  const [group] = type.apiVersion.includes('/') ? type.apiVersion.split('/') : [];
  const resource = `${type.plural}${group === undefined ? '' : `.${group}`}${sub === '' ? '' : `/${sub}`} ${name}`;
  return { verb, resource, ...(namespace !== undefined && { namespace }), ...(verb !== 'get' && { isDeed: true }) };
}

/** The path of an object or of one of its subresources. */
export const placeOf = ({ type, namespace, name }: Held, sub = ''): string =>
  `${pathOf(type, namespace, name)}${sub === '' ? '' : `/${sub}`}`;

/** The object as it is now. */
export async function readLive(cluster: Cluster, held: Held, signal: AbortSignal): Promise<Raw> {
  return await ask(cluster, { path: placeOf(held), wish: wishOf(held, 'get') }, signal);
}

/** Asks for JSON that is there. */
export async function ask(cluster: Cluster, call: Call, signal: AbortSignal): Promise<Raw> {
  const { body } = await cluster.client.send(call, signal);
  const value = parse(body);
  if (isObject(value)) return value;
  throw kubernetesGone({ resource: call.wish.resource, place: '' });
}

/** How a patch is meant: https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply */
const patchTypes = {
  merge: 'application/merge-patch+json',
  strategic: 'application/strategic-merge-patch+json',
  json: 'application/json-patch+json',
} as const;

/** Changes some fields of an object, or of a subresource. */
export async function patch(
  cluster: Cluster,
  held: Held,
  { how, body, sub = '' }: { readonly how: keyof typeof patchTypes; readonly body: unknown; readonly sub?: string },
  signal: AbortSignal,
): Promise<void> {
  const call = {
    path: placeOf(held, sub),
    method: 'PATCH',
    type: patchTypes[how],
    wish: wishOf(held, 'patch', sub),
  } as const;
  await cluster.client.send({ ...call, query: { fieldManager: manager }, body: JSON.stringify(body) }, signal);
}

/** Under which name fields are owned: https://kubernetes.io/docs/reference/using-api/server-side-apply/#managers */
export const manager = 'cloud-native-tutor';
