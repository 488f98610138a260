import type { Document } from 'yaml';
import { kubernetesNoManifest, noManifestBecause } from '../../../core/errors';
import { fill } from '../../../core/text';
import { isObject, type Raw } from '../../docker/answer';
import { metadataOf, namedOf, wordOf } from '../object';

/** An object as one writes it. */
export type Manifest = Raw & { readonly apiVersion: string; readonly kind: string };

/** The objects of a text of one or several documents; Lists are taken apart. Throws the UserError that says what is wrong. */
export async function manifestsOf(text: string): Promise<readonly Manifest[]> {
  const { parseAllDocuments } = await import('yaml');
  const parsed = parseAllDocuments(text);
  const documents: readonly Document[] = Array.isArray(parsed) ? (parsed as readonly Document[]) : [];
  const found = documents.flatMap((document, at) => {
    const [wrong] = document.errors;
    if (wrong) throw refusal('notYaml', { line: wrong.linePos?.[0].line ?? 1 });
    return objectsOf(document.toJS(), at + 1);
  });
  if (found.length === 0) throw refusal('empty', {});
  return found;
}

function objectsOf(value: unknown, number: number): readonly Manifest[] {
  if (value === null || value === undefined) return [];
  if (isObject(value) && wordOf(value, 'kind').endsWith('List') && Array.isArray(value['items'])) {
    return (value['items'] as unknown[]).flatMap((one) => objectsOf(one, number));
  }
  const isManifest =
    isObject(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    wordOf(metadataOf(value), 'name') !== '';
  if (!isManifest) throw refusal('notObject', { number });
  return [value as Manifest];
}

const refusal = (why: keyof typeof noManifestBecause, args: Record<string, string | number>) =>
  kubernetesNoManifest({ why: fill(noManifestBecause[why], args) });

/** That a text is of another object than it was. */
export const otherObject = (object: string) => refusal('otherObject', { object });

/** A live object as text, without the bookkeeping of fields, as `kubectl edit` shows it. */
export async function yamlOf(raw: Raw): Promise<string> {
  const { stringify } = await import('yaml');
  return stringify(withoutManagers(raw), { lineWidth: 0 });
}

/** A live object as JSON. */
export const jsonOf = (raw: Raw): string => JSON.stringify(withoutManagers(raw), undefined, 2);

function withoutManagers(raw: Raw): Raw {
  return { ...raw, metadata: without(metadataOf(raw), ['managedFields']) };
}

/** What only a live object has: kept out of a text that is to be applied elsewhere. */
const live = [
  'managedFields',
  'uid',
  'resourceVersion',
  'creationTimestamp',
  'generation',
  'selfLink',
  'ownerReferences',
];
/** Where `kubectl apply` keeps the whole text, values of Secrets among it. */
export const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

/** An object as one would have written it. */
export async function manifestOf(raw: Raw): Promise<string> {
  const metadata = without(metadataOf(raw), live);
  const annotations = without(namedOf(metadata, 'annotations'), [lastApplied, 'deployment.kubernetes.io/revision']);
  const own = { ...without(metadata, ['annotations']), ...(Object.keys(annotations).length > 0 && { annotations }) };
  return await yamlOf({ ...without(raw, ['status']), metadata: own });
}

/** Without some of its fields. */
export const without = (raw: Raw, keys: readonly string[]): Raw =>
  Object.fromEntries(Object.entries(raw).filter(([key]) => !keys.includes(key)));
