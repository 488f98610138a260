import { kubernetesNoKind } from '../../core/errors';
import { isObject, type Raw } from '../docker/answer';
import type { KubernetesClient } from './client';

/** Where the objects of a kind are, below `/api` or `/apis`. */
export type Resource = {
  /** The path of its group and version, such as `/apis/apps/v1`. */
  readonly group: string;
  /** As in the path, such as `deployments`. */
  readonly name: string;
  /** As in RBAC and on kubectl's command line, such as `deployments.apps`. */
  readonly fullName: string;
  readonly isNamespaced: boolean;
};

/**
 * Finds the resource of a kind among those that the API server says it has:
 * https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 * @throws a UserError when this cluster has no such kind
 */
export async function resourceOf(
  client: KubernetesClient,
  apiVersion: string,
  kind: string,
  signal: AbortSignal,
): Promise<Resource> {
  const group = groupPath(apiVersion);
  // A kind may have come since it was asked, as with a CustomResourceDefinition.
  const found = find(await client.group(group, signal), kind) ?? find(await client.group(group, signal, true), kind);
  if (found === undefined) throw kubernetesNoKind({ kind, apiVersion });
  const name = String(found['name']);
  const suffix = apiVersion.includes('/') ? `.${apiVersion.split('/')[0] ?? ''}` : '';
  return { group, name, fullName: `${name}${suffix}`, isNamespaced: found['namespaced'] === true };
}

/** The core group is at /api, the others at /apis. */
export function groupPath(apiVersion: string): string {
  const parts = apiVersion.split('/').map(encodeURIComponent);
  return `${parts.length === 1 ? '/api' : '/apis'}/${parts.join('/')}`;
}

// https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#apiresource-v1-meta; `pods/log` is a subresource
function find(list: Raw | undefined, kind: string): Raw | undefined {
  const resources = Array.isArray(list?.['resources']) ? (list['resources'] as unknown[]).filter(isObject) : [];
  return resources.find(
    ({ kind: one, name, verbs }) =>
      one === kind && typeof name === 'string' && !name.includes('/') && Array.isArray(verbs) && verbs.includes('get'),
  );
}
