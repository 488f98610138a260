import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Keeper, Kept } from './keeper';
import { each, objectFiles, replace, type Names } from './object-files';

/** The list of a snapshot: kind, id, and the files that hold the object, which bear their contents' hashes. */
type List = { readonly format: 2; readonly objects: Readonly<Record<string, Readonly<Record<string, Names>>>> };

/** How long a change may wait to be written, in milliseconds of the machine's time. */
const delay = 200;
/** How long until the next try after one that failed. */
const patience = 3_000;

/** An object that has to be written, or, without a value, forgotten. */
type Change = { readonly kind: string; readonly id: string; readonly value?: () => Kept | Promise<Kept> };

export type SnapshotKeeper = Keeper & {
  /** Why the last snapshot could not be written; undefined when all is written or being written. */
  readonly trouble: () => Error | undefined;
  /** Forgets everything, on disk too. */
  readonly clear: () => Promise<void>;
  /** Writes the rest and stops. */
  readonly close: () => Promise<void>;
};

/**
 * Keeps snapshots in a folder. Each object is a file named by its content's hash, and one for each large piece of bytes
 * in it; `snapshot.json` lists them and is replaced as a whole, so that a crash at any moment leaves the snapshot before or the one after. Rejects when the
 * folder cannot be made. What cannot be read is left out, and told to `lost`.
 */
export async function openSnapshot(folder: string, lost: (what: string) => void): Promise<SnapshotKeeper> {
  const objects = path.join(folder, 'objects');
  await mkdir(objects, { recursive: true, mode: 0o700 });
  const files = await readList(folder, lost);
  const store = objectFiles(objects);
  const dirty = new Map<string, Change>();
  await store.clean(usedOf(files));
  let timer: NodeJS.Timeout | undefined;
  let trouble: Error | undefined;
  let writing: Promise<void> = Promise.resolve();

  const later = (ms: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void write().catch(() => later(patience));
    }, ms);
    // What is left is written by `close`; a disk that stays full keeps no program from ending.
    timer.unref();
  };
  const mark = (change: Change): void => {
    dirty.set(`${change.kind}/${change.id}`, change);
    later(delay);
  };
  const write = (): Promise<void> => {
    const next = writing.then(writeDirty, writeDirty);
    writing = next.catch(() => undefined);
    return next;
  };
  /** Writes one object; returns the files that it had before. */
  const writeOne = async ({ kind, id, value }: Change): Promise<readonly string[]> => {
    const before = files.get(kind)?.get(id);
    if (!value) files.get(kind)?.delete(id);
    // What is as it was, as most is after a start, stands there already.
    else setIn(files, kind, id, await store.write(await value(), before));
    return before ?? [];
  };
  const writeDirty = async (): Promise<void> => {
    const changes = [...dirty.entries()];
    if (changes.length === 0) return;
    dirty.clear();
    const old: string[] = [];
    try {
      await each(changes, async ([, change]) => void old.push(...(await writeOne(change))));
      await replace(path.join(folder, 'snapshot.json'), JSON.stringify(listOf(files)));
      trouble = undefined;
    } catch (error) {
      for (const [key, change] of changes) if (!dirty.has(key)) dirty.set(key, change);
      trouble = error as Error;
      throw error;
    }
    await store.clean(usedOf(files), old);
  };
  const lose = (kind: string, id: string, error: unknown): void => {
    lost(`${kind} ${id}: ${error instanceof Error ? error.message : String(error)}`);
    mark({ kind, id });
  };

  return {
    // At once, which is ten times as fast for a thousand small files as taking turns; nobody waits for anything else yet.
    load: (kind) => {
      const values = new Map<string, Kept>();
      for (const [id, names] of files.get(kind) ?? []) {
        try {
          values.set(id, store.read(names));
        } catch (error) {
          lose(kind, id, error);
        }
      }
      return values;
    },
    lose,
    put: (kind, id, value) => mark({ kind, id, value }),
    drop: (kind, id) => {
      dirty.delete(`${kind}/${id}`);
      if (files.get(kind)?.has(id) || timer) mark({ kind, id });
    },
    flush: write,
    trouble: () => trouble,
    clear: async () => {
      dirty.clear();
      await writing;
      files.clear();
      await replace(path.join(folder, 'snapshot.json'), JSON.stringify(listOf(files)));
      await store.clean(usedOf(files));
    },
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      await write();
    },
  };
}

function usedOf(files: ReadonlyMap<string, ReadonlyMap<string, Names>>): ReadonlySet<string> {
  return new Set([...files.values()].flatMap((ids) => [...ids.values()].flat()));
}

function setIn(files: Map<string, Map<string, Names>>, kind: string, id: string, names: Names): void {
  const ids = files.get(kind) ?? new Map<string, Names>();
  ids.set(id, names);
  files.set(kind, ids);
}

const listOf = (files: ReadonlyMap<string, ReadonlyMap<string, Names>>): List => ({
  format: 2,
  objects: Object.fromEntries([...files].map(([kind, ids]) => [kind, Object.fromEntries(ids)])),
});

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The files of each object, by kind and id. In format 1 an object was one file. */
async function readList(folder: string, lost: (what: string) => void): Promise<Map<string, Map<string, Names>>> {
  const files = new Map<string, Map<string, Names>>();
  for (const [kind, ids] of Object.entries(await readObjects(folder, lost))) {
    for (const [id, names] of Object.entries((ids ?? {}) as object)) {
      const all: unknown = typeof names === 'string' ? [names] : names;
      if (isNames(all)) setIn(files, kind, id, all);
      else lost(`${kind} ${id}: the list of its files is damaged`);
    }
  }
  return files;
}

async function readObjects(folder: string, lost: (what: string) => void): Promise<object> {
  try {
    const text = await readFile(path.join(folder, 'snapshot.json'), 'utf8');
    const list = JSON.parse(text) as { readonly format?: unknown; readonly objects?: object | null } | null;
    if (list?.format === 1 || list?.format === 2) return list.objects ?? {};
    lost('snapshot.json is of another version');
  } catch (error) {
    if (!missing(error)) lost(`snapshot.json: ${(error as Error).message}`);
  }
  return {};
}

const isNames = (value: unknown): value is Names =>
  Array.isArray(value) && value.length > 0 && value.every((name) => /^[0-9a-f]{64}$/.test(String(name)));
