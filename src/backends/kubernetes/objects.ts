import type { Probe } from '../../core/course/check';
import type { Raw } from '../docker/answer';
import type { Call, KubernetesClient } from './client';
import { resourceOf, type Resource } from './discovery';

/** What a check names of a cluster. */
export type ObjectProbe = Extract<Probe, { source: 'kubernetes' }>;

/**
 * One object by name, or the List of those that the selectors name; undefined when there is none (404). Without a
 * namespace a list is of all namespaces, and an object is looked for in the namespace of the context.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris
 */
export async function readObject(
  client: KubernetesClient,
  probe: ObjectProbe,
  signal: AbortSignal,
): Promise<Raw | undefined> {
  const resource = await resourceOf(client, probe.apiVersion, probe.kind, signal);
  const namespace = resource.isNamespaced ? await namespaceOf(client, probe, signal) : undefined;
  return await client.get(callFor(resource, probe, namespace), signal);
}

async function namespaceOf(
  client: KubernetesClient,
  { namespace, name }: ObjectProbe,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (namespace !== undefined || name === undefined) return namespace;
  return (await client.choice(signal)).namespace;
}

function callFor({ group, name, fullName }: Resource, probe: ObjectProbe, namespace: string | undefined): Call {
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const place = namespace === undefined ? {} : { namespace };
  if (probe.name !== undefined) {
    const path = `${group}${within}/${name}/${encodeURIComponent(probe.name)}`;
    return { path, wish: { verb: 'get', resource: `${fullName}/${probe.name}`, ...place } };
  }
  const query = {
    ...(probe.labels !== undefined && { labelSelector: probe.labels }),
    ...(probe.fields !== undefined && { fieldSelector: probe.fields }),
  };
  return { path: `${group}${within}/${name}`, query, wish: { verb: 'list', resource: fullName, ...place } };
}
