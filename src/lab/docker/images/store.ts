import { packLayer, unpackLayer } from '../../files/layer-archive';
import type { Layer } from '../../files/layer';
import type { Clock } from '../../kernel/clock';
import { ApiError } from '../../http/call';
import { demandShape, eachKept, eachKeptInTurn, type Keeper, type Kept } from '../../state/keeper';
import { chainIds, readConfigFile, type Held } from './config-file';
import { canonical, canonicalName, familiar, fullId, parseReference, tagged, type Reference } from './reference';

/** Gives the layers of a catalogue's image again, when the snapshot names it. */
export type Recall = (entry: string) => Promise<readonly Layer[] | undefined>;

type KnownLayer = {
  readonly layer: Layer;
  users: number;
  /** Where the catalogue has it. */
  readonly from?: { readonly entry: string; readonly index: number };
};

/** The engine's images, their names and their layers. */
export class ImageStore {
  readonly #images = new Map<string, Held>();
  /** Canonical `name:tag` and `name@digest` to the image's id. */
  readonly #names = new Map<string, string>();
  readonly #tagged = new Map<string, number>();
  /** Layers by their ids, with how many images use each. */
  readonly #layers = new Map<string, KnownLayer>();
  readonly #clock: Clock;
  readonly #keeper: Keeper;

  constructor(clock: Clock, keeper: Keeper) {
    this.#clock = clock;
    this.#keeper = keeper;
  }

  get(id: string): Held | undefined {
    return this.#images.get(id);
  }

  all(): readonly Held[] {
    return [...this.#images.values()];
  }

  /** A layer that some image has. */
  layer(diffId: string): Layer | undefined {
    return this.#layers.get(diffId)?.layer;
  }

  children(id: string): readonly Held[] {
    return this.all().filter(({ parent }) => parent === id);
  }

  /** Canonical names that lead to an image, sorted. */
  names(id: string): readonly string[] {
    return [...this.#names].flatMap(([name, of]) => (of === id ? [name] : [])).sort();
  }

  named(reference: Reference): Held | undefined {
    const id = this.#names.get(canonical(reference));
    return id === undefined ? undefined : this.#images.get(id);
  }

  /** All `name:tag` of a repository. */
  tagsOf(reference: Reference): readonly Reference[] {
    const start = `${canonicalName(reference)}:`;
    return [...this.#names.keys()]
      .filter((name) => name.startsWith(start) && !name.includes('@'))
      .sort()
      .map(parseReference);
  }

  /** Milliseconds when the image last got a name. */
  lastTagged(id: string): number | undefined {
    return this.#tagged.get(id);
  }

  /** By name, id or the beginning of an id. Throws ApiError 400 for what cannot be a name. */
  find(text: string): Held | undefined {
    const id = fullId(text);
    if (id !== undefined) return this.#images.get(id);
    const reference = parseReference(text);
    const named = this.named(tagged(reference)) ?? this.#byDigest(reference);
    return named ?? this.byPrefix(text);
  }

  /** The same, or ApiError 404. */
  require(text: string): Held {
    const found = this.find(text);
    if (found) return found;
    throw new ApiError(404, `No such image: ${fullId(text) ?? familiar(tagged(parseReference(text)))}`);
  }

  /** By the beginning of an id, when it is the only one. */
  byPrefix(text: string): Held | undefined {
    const start = text.startsWith('sha256:') ? text : `sha256:${text}`;
    if (!/^sha256:[a-f0-9]+$/.test(start)) return undefined;
    const matching = this.all().filter(({ id }) => id.startsWith(start));
    return matching.length === 1 ? matching[0] : undefined;
  }

  /** Adds an image; one that is there already stays. */
  add(image: Held): Held {
    const there = this.#images.get(image.id);
    if (there) return there;
    image.layers.forEach((layer, index) => this.#use(layer, image.entry, index));
    // The same content is kept in memory once.
    const layers = image.layers.map((layer) => this.layer(layer.diffId) ?? layer);
    const kept = { ...image, layers };
    this.#images.set(image.id, kept);
    this.#changed(image.id);
    return kept;
  }

  /** Removes an image and its names; tells the stacks of layers that go with it, highest first. */
  remove(id: string, layersInUse: boolean): readonly string[] {
    const image = this.#images.get(id);
    if (!image) return [];
    for (const name of this.names(id)) this.#names.delete(name);
    this.#images.delete(id);
    this.#tagged.delete(id);
    this.#keeper.drop('image', id);
    for (const child of this.children(id)) this.#replace({ ...child, parent: undefined });
    for (const { diffId } of image.layers) this.#disuse(diffId);
    if (layersInUse) return [];
    const still = new Set(this.all().flatMap((other) => chainIds(other.layers.map(({ diffId }) => diffId))));
    return chainIds(image.layers.map(({ diffId }) => diffId))
      .filter((chain) => !still.has(chain))
      .reverse();
  }

  /** Gives an image a name; takes it from another one that had it. */
  setName(reference: Reference, id: string): void {
    const name = canonical(reference);
    const before = this.#names.get(name);
    this.#names.set(name, id);
    if (reference.tag !== undefined) this.#tagged.set(id, this.#clock.now());
    this.#changed(id);
    if (before !== undefined && before !== id) this.#changed(before);
  }

  dropName(name: string): void {
    const id = this.#names.get(name);
    this.#names.delete(name);
    if (id !== undefined) this.#changed(id);
  }

  /** Brings back what the snapshot held. */
  async restore(recall: Recall): Promise<void> {
    const layers = new Map<string, Omit<KnownLayer, 'users'>>();
    await eachKeptInTurn(this.#keeper, 'image-layer', async (value, diffId) => {
      const kept = value as KeptLayer;
      const layer = await layerOf(diffId, kept, recall);
      if (layer) layers.set(diffId, { layer, ...('entry' in kept ? { from: kept } : {}) });
    });
    eachKept(this.#keeper, 'image', (value, id) => this.#bringBack(id, value as KeptImage, layers));
  }

  #bringBack(id: string, kept: KeptImage, layers: ReadonlyMap<string, Omit<KnownLayer, 'users'>>): void {
    demandShape(typeof kept.file === 'string' && Array.isArray(kept.names));
    const { diffIds, image } = readConfigFile(kept.file);
    const found = diffIds.flatMap((diffId) => layers.get(diffId) ?? []);
    if (found.length !== diffIds.length) return;
    for (const entry of found) {
      const { diffId } = entry.layer;
      this.#layers.set(diffId, { ...entry, users: (this.#layers.get(diffId)?.users ?? 0) + 1 });
    }
    const { parent, entry, names, lastTag } = kept;
    this.#images.set(id, {
      ...image(found.map(({ layer }) => layer)),
      id,
      ...(parent ? { parent } : {}),
      ...(entry ? { entry, fromCatalogue: true } : {}),
    });
    for (const name of names) this.#names.set(name, id);
    if (lastTag) this.#tagged.set(id, lastTag);
  }

  #byDigest(reference: Reference): Held | undefined {
    if (reference.digest === undefined) return undefined;
    const { domain, path, digest } = reference;
    const exact = this.named({ domain, path, digest });
    if (exact) return exact;
    const image = this.#images.get(reference.digest);
    const repository = `${canonicalName(reference)}:`;
    return image && this.names(image.id).some((name) => name.startsWith(repository)) ? image : undefined;
  }

  #replace(image: Held | (Omit<Held, 'parent'> & { readonly parent: undefined })): void {
    const { parent, ...rest } = image;
    this.#images.set(image.id, parent === undefined ? rest : { ...rest, parent });
    this.#changed(image.id);
  }

  #use(layer: Layer, entry: string | undefined, index: number): void {
    const known = this.#layers.get(layer.diffId);
    if (known) {
      known.users++;
      return;
    }
    const from = entry === undefined ? undefined : { entry, index };
    this.#layers.set(layer.diffId, { layer, users: 1, ...(from ? { from } : {}) });
    this.#keeper.put(
      'image-layer',
      layer.diffId,
      async (): Promise<Kept> => from ?? { size: layer.size, tar: await packLayer(layer) },
    );
  }

  #disuse(diffId: string): void {
    const known = this.#layers.get(diffId);
    if (!known || --known.users > 0) return;
    this.#layers.delete(diffId);
    this.#keeper.drop('image-layer', diffId);
  }

  #changed(id: string): void {
    this.#keeper.put('image', id, () => {
      const image = this.#images.get(id);
      if (!image) return undefined;
      const { file, parent, entry } = image;
      return { file, parent, entry, names: this.names(id), lastTag: this.#tagged.get(id) };
    });
  }
}

type KeptLayer =
  { readonly entry: string; readonly index: number } | { readonly size: number; readonly tar: Uint8Array };
type KeptImage = {
  readonly file: string;
  readonly parent?: string;
  readonly entry?: string;
  readonly names: readonly string[];
  readonly lastTag?: number;
};

/** A kept layer; one of the catalogue keeps its old id even when a newer catalogue makes it differently. */
async function layerOf(diffId: string, kept: KeptLayer, recall: Recall): Promise<Layer | undefined> {
  if ('tar' in kept) return unpackLayer(Buffer.from(kept.tar), kept.size);
  const layer = (await recall(kept.entry))?.[kept.index];
  return layer && { ...layer, diffId };
}
