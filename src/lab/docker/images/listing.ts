import { ApiError, type Call } from '../../http/call';
import { chainIds, sizeOf, type Held } from './config-file';
import { globMatches } from './reference';
import type { ImageStore } from './store';
import { olderThan, shownNames } from './views';

/** Filters of the API: values by key. */
export type Filters = ReadonlyMap<string, readonly string[]>;

/** Reads `filters` in both of its forms. Throws ApiError 400 for what is malformed or not among `known`. */
export function readFilters(text: string | null, known: readonly string[]): Filters {
  if (!text) return new Map();
  const filters = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(parsed(text) as Record<string, unknown>)) {
    if (!known.includes(key)) throw new ApiError(400, `invalid filter '${key}'`);
    const values: readonly unknown[] | undefined = Array.isArray(value)
      ? value
      : typeof value === 'object' && value
        ? Object.keys(value)
        : undefined;
    if (!values?.every((each): each is string => typeof each === 'string')) throw new ApiError(400, 'invalid filter');
    filters.set(key, values);
  }
  return filters;
}

function parsed(text: string): object {
  try {
    const json: unknown = JSON.parse(text);
    if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json;
  } catch {
    // Told below.
  }
  throw new ApiError(400, 'invalid filter');
}

/** A filter that is true or false; undefined when it is not given. */
export function booleanFilter(filters: Filters, key: string): boolean | undefined {
  const values = filters.get(key);
  if (!values || values.length === 0) return undefined;
  const isTrue = values.some((value) => value === 'true' || value === '1');
  const isFalse = values.some((value) => value === 'false' || value === '0');
  if (isTrue === isFalse) throw new ApiError(400, `invalid filter '${key}=[${values.join(' ')}]'`);
  return isTrue;
}

/** A time as the command line gives it: seconds since 1970, a date, or a duration before now; in milliseconds. */
export function timeOf(text: string, now: number): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const duration = [...text.matchAll(/(\d+(?:\.\d+)?)(ms|h|m|s)/g)];
  if (duration.length > 0 && duration.map(([part]) => part).join('') === text) {
    const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
    return now - duration.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit ?? 's'] ?? 0), 0);
  }
  const date = /^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(date)) throw new ApiError(500, `failed to parse value as time or duration: "${text}"`);
  return date;
}

/** Whether labels have what a filter asks: `key` or `key=value`, all of them. */
export const labelsMatch = (
  labels: Readonly<Record<string, string>> | null | undefined,
  wanted: readonly string[],
): boolean =>
  wanted.every((each) => {
    const equals = each.indexOf('=');
    if (equals === -1) return labels?.[each] !== undefined;
    return labels?.[each.slice(0, equals)] === each.slice(equals + 1);
  });

/** Images without a name that nothing is built on. */
export const isDangling = (store: ImageStore, id: string): boolean =>
  store.names(id).length === 0 && store.children(id).length === 0;

const listFilters = ['dangling', 'label', 'before', 'since', 'reference', 'until'];

/** GET /images/json */
export function listImages(
  store: ImageStore,
  call: Pick<Call, 'query' | 'version'>,
  now: number,
): readonly ReturnType<typeof listRow>[] {
  const filters = readFilters(call.query.get('filters'), listFilters);
  const dangling = booleanFilter(filters, 'dangling');
  const created = createdFilter(store, filters, now);
  const all = isTrue(call.query.get('all'));
  const patterns = filters.get('reference') ?? [];
  const rows = store
    .all()
    .filter(({ id }) => dangling === undefined || isDangling(store, id) === dangling)
    .filter(({ id }) => dangling !== undefined || all || store.names(id).length > 0 || store.children(id).length === 0)
    .filter(({ config }) => labelsMatch(config.Labels, filters.get('label') ?? []))
    .filter(created)
    .map((image) => ({ image, names: chosenNames(store, image.id, patterns) }))
    .filter(({ names }) => patterns.length === 0 || names.tags.length + names.digests.length > 0);
  const shared = isTrue(call.query.get('shared-size')) ? sharedSizes(store) : undefined;
  return rows
    .map(({ image, names }) => listRow(image, names, call, shared?.(image) ?? -1))
    .sort((a, b) => b.Created - a.Created);
}

/** Booleans of the API's queries. */
export const isTrue = (value: string | null): boolean =>
  !['', '0', 'no', 'false', 'none'].includes((value ?? '').trim().toLowerCase());

function createdFilter(store: ImageStore, filters: Filters, now: number): (image: Held) => boolean {
  const time = (image: Held): number => Date.parse(image.created);
  const before = Math.min(
    ...(filters.get('before') ?? []).map((name) => time(store.require(name))),
    ...(filters.get('until') ?? []).map((text) => timeOf(text, now)),
  );
  const since = Math.max(...(filters.get('since') ?? []).map((name) => time(store.require(name))));
  return (image) => time(image) < before && time(image) > since;
}

type Names = ReturnType<typeof shownNames>;

function chosenNames(store: ImageStore, id: string, patterns: readonly string[]): Names {
  const names = shownNames(store, id);
  if (patterns.length === 0) return names;
  const fits = (name: string): boolean => {
    const bare = name.includes('@') ? name.slice(0, name.indexOf('@')) : name.slice(0, name.lastIndexOf(':'));
    return patterns.some((pattern) => globMatches(pattern, name) || globMatches(pattern, bare));
  };
  return { tags: names.tags.filter(fits), digests: names.digests.filter(fits) };
}

function listRow(image: Held, { tags, digests }: Names, call: Pick<Call, 'version'>, shared: number) {
  const size = sizeOf(image);
  const nameless = tags.length + digests.length === 0 && olderThan(call, 43);
  return {
    Containers: -1,
    Created: Math.floor(Date.parse(image.created) / 1000) || 0,
    Id: image.id,
    Labels: image.config.Labels ?? null,
    ParentId: image.parent ?? '',
    RepoDigests: nameless ? ['<none>@<none>'] : digests,
    RepoTags: nameless ? ['<none>:<none>'] : tags,
    SharedSize: shared,
    Size: size,
    ...(olderThan(call, 44) ? { VirtualSize: size } : {}),
  };
}

/** Counts the bytes of layers that other images have too. */
function sharedSizes(store: ImageStore): (image: Held) => number {
  const users = new Map<string, number>();
  const stacks = (image: Held): readonly string[] => chainIds(image.layers.map(({ diffId }) => diffId));
  for (const image of store.all()) for (const chain of stacks(image)) users.set(chain, (users.get(chain) ?? 0) + 1);
  return (image) =>
    stacks(image).reduce(
      (sum, chain, index) => sum + ((users.get(chain) ?? 0) > 1 ? (image.layers[index]?.size ?? 0) : 0),
      0,
    );
}
