import { loadTree, memoryTree, packLayer, unpackLayer, type Layer, type MemoryTree } from '../../files';
import type { Clock } from '../../kernel/clock';
import { eachKept, eachKeptInTurn, type Keeper, type Kept } from '../../state/keeper';
import { digestOf } from './digest';
import { readDuration } from './duration';

/** A row of `docker system df -v` (BuildCache of the Engine API). */
export type CacheItem = {
  readonly ID: string;
  /** The engine's own name for it, with the space. */
  readonly ' Parents'?: readonly string[];
  readonly Type: 'regular' | 'exec.cachemount';
  readonly Description: string;
  readonly InUse: boolean;
  /** Is it a layer of an image? */
  readonly Shared: boolean;
  readonly Size: number;
  readonly CreatedAt: string;
  readonly LastUsedAt: string;
  readonly UsageCount: number;
};

/** The result of a step that has made files. */
export type CacheRecord = {
  readonly key: string;
  readonly layer: Layer;
  /** RFC 3339. */
  readonly created: string;
  readonly description: string;
  /** The key of the record that its files lie on; that of a base image has no record. */
  readonly parent: string;
  lastUsed: number;
  uses: number;
  /** Ids of the images that it went into. */
  readonly images: Set<string>;
};

type CacheMount = { readonly tree: MemoryTree; readonly created: string; lastUsed: number; uses: number };

/** What a prune may take. */
export type PruneOptions = {
  readonly all: boolean;
  /** Bytes that may stay. */
  readonly keep: number;
  /** Milliseconds since it was last used. */
  readonly unusedFor: number;
  readonly ids: readonly string[];
};

const mostRecords = 1000;
/** Bytes of real content that all records hold together. */
const mostBytes = 256 * 1024 * 1024;
const mostSteps = 20_000;
const kind = 'build-cache';
const mountKind = 'build-cache-mount';

/** What earlier builds have made: layers by what they came from, folders of `RUN --mount=type=cache`, known steps. */
export class BuildCache {
  readonly #clock: Clock;
  readonly #keeper: Keeper;
  readonly #imageExists: (id: string) => boolean;
  readonly #records = new Map<string, CacheRecord>();
  readonly #mounts = new Map<string, CacheMount>();
  readonly #steps = new Set<string>();

  constructor(parts: { clock: Clock; keeper: Keeper; imageExists: (id: string) => boolean }) {
    this.#clock = parts.clock;
    this.#keeper = parts.keeper;
    this.#imageExists = parts.imageExists;
  }

  /** Takes up what the snapshot holds; a record that cannot be read is left out. */
  async restore(): Promise<void> {
    await eachKeptInTurn(this.#keeper, kind, async (kept, key) => {
      const { tar, size, images, ...rest } = kept as unknown as KeptRecord;
      const layer = await unpackLayer(Buffer.from(tar), size);
      this.#records.set(key, { ...rest, key, layer, images: new Set(images) });
    });
    eachKept(this.#keeper, mountKind, (kept, id) => {
      const { tree, ...rest } = kept as unknown as Omit<CacheMount, 'tree'> & { readonly tree: Kept };
      this.#mounts.set(id, { ...rest, tree: loadTree(tree, this.#clock) });
    });
  }

  /** The result of a step that was done before; it then counts as used. */
  find(key: string): CacheRecord | undefined {
    const record = this.#records.get(key);
    if (record === undefined) return undefined;
    record.uses += 1;
    record.lastUsed = this.#clock.now();
    this.#keep(record);
    return record;
  }

  /** Keeps what a step has made. @param parent the key of what it was made on */
  add(key: string, layer: Layer, description: string, parent: string): CacheRecord {
    const now = this.#clock.now();
    const created = new Date(now).toISOString();
    const images = new Set<string>();
    const record: CacheRecord = { key, layer, created, description, parent, lastUsed: now, uses: 1, images };
    this.#records.delete(key);
    this.#records.set(key, record);
    this.#keep(record);
    this.#makeRoom();
    return record;
  }

  /** A step without files is known when it was done before. */
  isKnown(stepKey: string): boolean {
    return this.#steps.has(stepKey);
  }

  know(stepKey: string): void {
    this.#steps.add(stepKey);
    const [first] = this.#steps;
    if (this.#steps.size > mostSteps && first !== undefined) this.#steps.delete(first);
  }

  usedBy(records: readonly CacheRecord[], imageId: string): void {
    for (const record of records) {
      record.images.add(imageId);
      if (this.#records.get(record.key) === record) this.#keep(record);
    }
  }

  /** The folder of a cache mount; it is made with this owner when it is new. */
  async folder(id: string, create: { mode: number; uid: number; gid: number }): Promise<MemoryTree> {
    const now = this.#clock.now();
    const known = this.#mounts.get(id);
    const mount = known ?? {
      tree: memoryTree({ clock: this.#clock }),
      created: new Date(now).toISOString(),
      lastUsed: now,
      uses: 0,
    };
    if (!known) await mount.tree.change([], create);
    mount.uses += 1;
    mount.lastUsed = now;
    this.#mounts.set(id, mount);
    this.#keeper.put(mountKind, id, () => ({ ...mount, tree: mount.tree.save() }));
    return mount.tree;
  }

  /** What `docker system df` shows, oldest first, and the bytes that no image uses. */
  usage(): { readonly items: readonly CacheItem[]; readonly size: number } {
    const items = [...this.#rows()].map(({ item }) => item);
    return { items, size: items.reduce((sum, item) => sum + (item.Shared ? 0 : item.Size), 0) };
  }

  /** Removes what is not used; without `all` only what belongs to no image. Returns the ids and the bytes. */
  prune(options: PruneOptions): { readonly ids: readonly string[]; readonly size: number } {
    const rows = [...this.#rows()].sort((a, b) => a.lastUsed - b.lastUsed);
    let left = rows.reduce((sum, { item }) => sum + item.Size, 0);
    const ids: string[] = [];
    let size = 0;
    for (const { item, lastUsed, drop } of rows) {
      const spared = (item.Shared && !options.all) || this.#clock.now() - lastUsed < options.unusedFor;
      if (spared || left <= options.keep) continue;
      if (options.ids.length > 0 && !options.ids.some((id) => item.ID.startsWith(id))) continue;
      drop();
      left -= item.Size;
      size += item.Shared ? 0 : item.Size;
      ids.push(item.ID);
    }
    if (options.all || this.#records.size === 0) this.#steps.clear();
    return { ids, size };
  }

  *#rows(): Iterable<{ item: CacheItem; lastUsed: number; drop: () => void }> {
    for (const record of this.#records.values()) {
      const { key, parent, layer, created, description, lastUsed, uses, images } = record;
      const Shared = [...images].some(this.#imageExists);
      const item: CacheItem = {
        ID: idOf(key),
        ...(this.#records.has(parent) ? { ' Parents': [idOf(parent)] } : {}),
        Type: 'regular',
        Description: description,
        Shared,
        Size: layer.size,
        ...times(created, lastUsed, uses),
      };
      yield { item, lastUsed, drop: () => this.#drop(key) };
    }
    for (const [id, { tree, created, lastUsed, uses }] of this.#mounts) {
      const row = { Type: 'exec.cachemount', Shared: false, Size: tree.usage().used } as const;
      const item = {
        ID: idOf(digestOf('mount', id)),
        ...row,
        Description: `cached mount ${id} from exec`,
        ...times(created, lastUsed, uses),
      };
      yield { item, lastUsed, drop: () => this.#dropFolder(id) };
    }
  }

  #keep(record: CacheRecord): void {
    this.#keeper.put(kind, record.key, async () => {
      const { layer, created, description, parent, lastUsed, uses, images } = record;
      const tar = await packLayer(layer);
      return { created, description, parent, lastUsed, uses, images: [...images], size: layer.size, tar };
    });
  }

  #drop(key: string): void {
    this.#records.delete(key);
    this.#keeper.drop(kind, key);
  }

  #dropFolder(id: string): void {
    this.#mounts.delete(id);
    this.#keeper.drop(mountKind, id);
  }

  /** What was not used for the longest time goes first. */
  #makeRoom(): void {
    const oldest = [...this.#records.values()].sort((a, b) => a.lastUsed - b.lastUsed);
    let bytes = oldest.reduce((sum, { layer }) => sum + contentOf(layer), 0);
    for (const { key, layer } of oldest) {
      if (this.#records.size <= mostRecords && bytes <= mostBytes) return;
      bytes -= contentOf(layer);
      this.#drop(key);
    }
  }
}

type KeptRecord = Omit<CacheRecord, 'layer' | 'images'> & {
  readonly tar: Uint8Array;
  readonly size: number;
  readonly images: readonly string[];
};

/** BuildKit's ids: 25 digits and letters. */
const idOf = (key: string): string =>
  BigInt(`0x${key.replace(/[^0-9a-f]/g, '')}`)
    .toString(36)
    .padStart(25, '0')
    .slice(-25);

const times = (created: string, lastUsed: number, uses: number) => ({
  InUse: false,
  CreatedAt: created,
  LastUsedAt: new Date(lastUsed).toISOString(),
  UsageCount: uses,
});

const contentOf = ({ entries }: Layer): number =>
  [...entries.values()].reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.data.length : 0), 0);

/** The options of POST /build/prune. */
export function pruneOptions(query: URLSearchParams): PruneOptions {
  const filters = filtersOf(query.get('filters'));
  const [until = '0'] = filters['until'] ?? filters['unused-for'] ?? [];
  return {
    all: ['1', 'true'].includes(query.get('all') ?? ''),
    keep: Math.max(0, Number(query.get('keep-storage') ?? 0) || 0),
    unusedFor: (readDuration(until) ?? 0) / 1e6,
    ids: filters['id'] ?? [],
  };
}

function filtersOf(text: string | null): Record<string, readonly string[]> {
  try {
    const value = JSON.parse(text ?? '{}') as Record<string, readonly string[] | Record<string, boolean>> | null;
    const lists = Object.entries(value ?? {}).map(
      ([name, list]) => [name, Array.isArray(list) ? list : Object.keys(list)] as const,
    );
    return Object.fromEntries(lists);
  } catch {
    return {};
  }
}
