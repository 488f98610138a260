import { ApiError } from '../../http/call';
import type { ContainerView } from '../model';
import { chainIds, type Held } from './config-file';
import { isDangling, labelsMatch, readFilters, booleanFilter, timeOf } from './listing';
import { emitImage, type Inside } from './parts';
import { canonical, familiarOf, fullId, parseReference, tagged } from './reference';

/** A row of what a removal did. */
export type Removed = { readonly Untagged: string } | { readonly Deleted: string };

type Wish = { readonly force: boolean; readonly prune: boolean };
type Conflict = { readonly hard: boolean; readonly used: boolean; readonly message: string };

const short = (id: string): string => id.replace('sha256:', '').slice(0, 12);

/** DELETE /images/{name}: takes a name away, and the image with its last one. Throws ApiError 404 or 409. */
export function removeImage(inside: Inside, text: string, wish: Wish): readonly Removed[] {
  const { store } = inside;
  const image = store.require(text);
  const rows: Removed[] = [];
  const names = store.names(image.id);
  if (meansId(text, image.id)) {
    if (isSingleReference(names)) {
      const conflict = conflictOf(inside, image, { names: false, stopped: !wish.force });
      if (conflict) throw refusal(image, conflict);
      for (const name of names) untag(inside, image, name, rows);
    }
    deleteWith(inside, image, rows, { ...wish, quiet: false });
    return rows;
  }
  const user = users(inside, image)[0];
  if (!wish.force && isSingleReference(names) && user) {
    throw new ApiError(
      409,
      `conflict: unable to remove repository reference "${text}" (must force) - container ${short(user.id)} is using its referenced image ${short(image.id)}`,
    );
  }
  untagName(inside, image, text, rows);
  if (store.names(image.id).length > 0) return rows;
  deleteWith(inside, image, rows, { ...wish, quiet: true });
  return rows;
}

/** Whether a text was meant as the beginning of an id and not as a name. */
function meansId(text: string, id: string): boolean {
  if (fullId(text) !== undefined) return true;
  return id.startsWith(text.startsWith('sha256:') ? text : `sha256:${text}`);
}

function untagName(inside: Inside, image: Held, text: string, rows: Removed[]): void {
  const reference = tagged(parseReference(text));
  const { digest, ...bare } = reference;
  const exact = digest === undefined ? bare : { domain: bare.domain, path: bare.path, digest };
  untag(inside, image, canonical(exact), rows);
  const repository = canonical({ domain: exact.domain, path: exact.path });
  const left = inside.store.names(image.id);
  if (digest !== undefined || left.some((name) => name.startsWith(`${repository}:`))) return;
  for (const name of left) if (name.startsWith(`${repository}@`)) untag(inside, image, name, rows);
}

function untag(inside: Inside, image: Held, name: string, rows: Removed[]): void {
  inside.store.dropName(name);
  rows.push({ Untagged: familiarOf(name) });
  emitImage(inside, 'untag', image.id, image.id, image);
}

/** At most one tag, and digests of its repository alone. */
function isSingleReference(names: readonly string[]): boolean {
  if (names.length <= 1) return true;
  const tags = names.filter((name) => !name.includes('@'));
  const repositories = new Set(
    names.filter((name) => name.includes('@')).map((name) => name.slice(0, name.indexOf('@'))),
  );
  if (tags.length > 1 || repositories.size !== 1) return false;
  const [tag] = tags;
  return tag === undefined || repositories.has(tag.slice(0, tag.lastIndexOf(':')));
}

const users = (inside: Inside, image: Held): readonly ContainerView[] =>
  inside
    .containers()
    .all()
    .filter(({ imageId }) => imageId === image.id);

const isRunning = ({ state }: ContainerView): boolean => ['running', 'paused', 'restarting'].includes(state);

function conflictOf(
  inside: Inside,
  image: Held,
  soft: { readonly names: boolean; readonly stopped: boolean },
): Conflict | undefined {
  const { store } = inside;
  if (store.children(image.id).length > 0)
    return { hard: true, used: false, message: 'image has dependent child images' };
  const using = users(inside, image);
  const running = using.find(isRunning);
  if (running)
    return { hard: true, used: true, message: `image is being used by running container ${short(running.id)}` };
  if (soft.names && store.names(image.id).length > 0) {
    return { hard: false, used: false, message: 'image is referenced in multiple repositories' };
  }
  const stopped = using[0];
  if (!soft.stopped || !stopped) return undefined;
  return { hard: false, used: true, message: `image is being used by stopped container ${short(stopped.id)}` };
}

const refusal = (image: Held, { hard, message }: Conflict): ApiError =>
  new ApiError(
    409,
    `conflict: unable to delete ${short(image.id)} (${hard ? 'cannot be forced' : 'must be forced'}) - ${message}`,
  );

/** Deletes the image and, with `prune`, the nameless ones that it was built on. */
function deleteWith(inside: Inside, image: Held, rows: Removed[], wish: Wish & { readonly quiet: boolean }): void {
  const { store } = inside;
  const conflict = conflictOf(inside, image, { names: !wish.force, stopped: !wish.force });
  if (conflict) {
    if (wish.quiet && (conflict.used || !isDangling(store, image.id))) return;
    throw refusal(image, conflict);
  }
  for (const name of store.names(image.id)) untag(inside, image, name, rows);
  const gone = store.remove(image.id, users(inside, image).length > 0);
  inside.events.emit('image', 'delete', { ID: image.id, Attributes: { name: image.id } });
  rows.push({ Deleted: image.id }, ...gone.map((Deleted) => ({ Deleted })));
  const parent = wish.prune && image.parent !== undefined ? store.get(image.parent) : undefined;
  if (parent) deleteWith(inside, parent, rows, { force: false, prune: true, quiet: true });
}

const pruneFilters = ['dangling', 'label', 'label!', 'until'];

/** POST /images/prune */
export function pruneImages(inside: Inside, filterText: string | null): object {
  const { store, clock } = inside;
  const filters = readFilters(filterText, pruneFilters);
  const danglingOnly = booleanFilter(filters, 'dangling') ?? true;
  const until = Math.min(...(filters.get('until') ?? []).map((text) => timeOf(text, clock.now())));
  const sizes = new Map<string, number>();
  for (const image of store.all()) {
    chainIds(image.layers.map(({ diffId }) => diffId)).forEach((chain, index) =>
      sizes.set(chain, image.layers[index]?.size ?? 0),
    );
  }
  const unwanted = filters.get('label!') ?? [];
  const chosen = store
    .all()
    .filter(({ id }) => store.names(id).length > 0 || store.children(id).length === 0)
    .filter(({ created }) => Date.parse(created) <= until)
    .filter(({ config }) => labelsMatch(config.Labels, filters.get('label') ?? []))
    .filter(({ config }) => unwanted.length === 0 || !labelsMatch(config.Labels, unwanted));
  const rows = chosen.flatMap((image) => pruned(inside, image, danglingOnly));
  const SpaceReclaimed = rows.reduce((sum, row) => sum + ('Deleted' in row ? (sizes.get(row.Deleted) ?? 0) : 0), 0);
  inside.events.emit('image', 'prune', { ID: '', Attributes: { reclaimed: String(SpaceReclaimed) } });
  return { ImagesDeleted: rows.length > 0 ? rows : null, SpaceReclaimed };
}

function pruned(inside: Inside, image: Held, danglingOnly: boolean): readonly Removed[] {
  const names = inside.store.names(image.id);
  if (danglingOnly && names.some((name) => !name.includes('@'))) return [];
  const targets = names.length > 0 ? names.map(familiarOf) : [image.id];
  return targets.flatMap((target) => {
    try {
      return inside.store.get(image.id) ? removeImage(inside, target, { force: false, prune: true }) : [];
    } catch (error) {
      if (error instanceof ApiError) return [];
      throw error;
    }
  });
}

/** The bytes of all layers, each counted once. */
export function layersSize(store: Inside['store']): number {
  const sizes = new Map(store.all().flatMap(({ layers }) => layers.map(({ diffId, size }) => [diffId, size] as const)));
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
