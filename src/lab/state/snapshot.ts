import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { decode, encode } from './encoding';
import type { Keeper, Kept } from './keeper';

/** The list of a snapshot: kind, id, and the file that holds the object, which bears its content's hash. */
type List = { readonly format: 1; readonly objects: Readonly<Record<string, Readonly<Record<string, string>>>> };

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
 * Keeps snapshots in a folder. Each object is a file named by its content's hash; `snapshot.json` lists them and is
 * replaced as a whole, so that a crash at any moment leaves the snapshot before or the one after. Rejects when the
 * folder cannot be made. What cannot be read is left out, and told to `lost`.
 */
export async function openSnapshot(folder: string, lost: (what: string) => void): Promise<SnapshotKeeper> {
  const objects = path.join(folder, 'objects');
  await mkdir(objects, { recursive: true, mode: 0o700 });
  const list = await readList(folder, lost);
  const loaded = readObjects(objects, list, lost);
  const files = new Map<string, Map<string, string>>(
    Object.entries(list.objects).map(([kind, ids]) => [kind, new Map(Object.entries(ids))]),
  );
  const dirty = new Map<string, Change>();
  await removeUnused(objects, await readdir(objects), files);
  let timer: NodeJS.Timeout | undefined;
  let trouble: Error | undefined;
  let writing: Promise<void> = Promise.resolve();

  const later = (ms: number): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void write().catch(() => later(patience));
    }, ms);
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
  /** Writes one object; returns the name of the file that it had before. */
  const writeOne = async ({ kind, id, value }: Change): Promise<string | undefined> => {
    const before = files.get(kind)?.get(id);
    if (!value) {
      files.get(kind)?.delete(id);
      return before;
    }
    const text = encode(await value());
    const name = hashOf(text);
    // What is as it was, as most is after a start, stands there already.
    if (name === before) return undefined;
    await replace(path.join(objects, name), text, `.${randomUUID()}`);
    setIn(files, kind, id, name);
    return before;
  };
  const writeDirty = async (): Promise<void> => {
    const changes = [...dirty.entries()];
    if (changes.length === 0) return;
    dirty.clear();
    const old: (string | undefined)[] = [];
    try {
      await each(changes, async ([, change]) => void old.push(await writeOne(change)));
      await replace(path.join(folder, 'snapshot.json'), JSON.stringify(listOf(files)));
      trouble = undefined;
    } catch (error) {
      for (const [key, change] of changes) if (!dirty.has(key)) dirty.set(key, change);
      trouble = error as Error;
      throw error;
    }
    await removeUnused(
      objects,
      old.filter((name) => name !== undefined),
      files,
    );
  };

  return {
    load: (kind) => loaded.get(kind) ?? new Map(),
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
      loaded.clear();
      await replace(path.join(folder, 'snapshot.json'), JSON.stringify(listOf(files)));
      await removeUnused(objects, await readdir(objects), files);
    },
    close: async () => {
      clearTimeout(timer);
      timer = undefined;
      await write();
    },
  };
}

/** How many files are open at a time. */
const hands = 16;

/** Does something with each item, some at a time; rejects with the first failure, when all that was begun has ended. */
async function each<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const failures: unknown[] = [];
  const hand = async (): Promise<void> => {
    for (const item of left) {
      if (failures.length > 0) return;
      await run(item).catch((error: unknown) => void failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: hands }, hand));
  if (failures.length > 0) throw failures[0];
}

async function removeUnused(
  objects: string,
  names: readonly string[],
  files: ReadonlyMap<string, ReadonlyMap<string, string>>,
): Promise<void> {
  const used = new Set([...files.values()].flatMap((ids) => [...ids.values()]));
  const unused = names.filter((name) => !used.has(name));
  await each(unused, (name) => rm(path.join(objects, name), { force: true }));
}

function setIn(files: Map<string, Map<string, string>>, kind: string, id: string, name: string): void {
  const ids = files.get(kind) ?? new Map<string, string>();
  ids.set(id, name);
  files.set(kind, ids);
}

const listOf = (files: ReadonlyMap<string, ReadonlyMap<string, string>>): List => ({
  format: 1,
  objects: Object.fromEntries([...files].map(([kind, ids]) => [kind, Object.fromEntries(ids)])),
});

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

async function readList(folder: string, lost: (what: string) => void): Promise<List> {
  const empty: List = { format: 1, objects: {} };
  try {
    const list = JSON.parse(await readFile(path.join(folder, 'snapshot.json'), 'utf8')) as Partial<List>;
    if (list.format === 1 && typeof list.objects === 'object') return { ...empty, ...list };
    lost('snapshot.json is of another version');
  } catch (error) {
    if (!missing(error)) lost(`snapshot.json: ${(error as Error).message}`);
  }
  return empty;
}

// At once, which is ten times as fast for a thousand small files as taking turns; nobody waits for anything else yet.
function readObjects(objects: string, list: List, lost: (what: string) => void): Map<string, Map<string, Kept>> {
  const loaded = new Map<string, Map<string, Kept>>();
  for (const [kind, ids] of Object.entries(list.objects)) {
    const values = new Map<string, Kept>();
    loaded.set(kind, values);
    for (const [id, name] of Object.entries(ids)) {
      try {
        const text = readFileSync(path.join(objects, name), 'utf8');
        if (hashOf(text) !== name) throw new Error('its content is not what was written');
        values.set(id, decode(text));
      } catch (error) {
        lost(`${kind} ${id}: ${(error as Error).message}`);
      }
    }
  }
  return loaded;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Replaces a file as a whole: what was there, or what is new, never a part. Who else writes the same has a `mark`. */
async function replace(file: string, text: string, mark = ''): Promise<void> {
  const fresh = `${file}${mark}.new`;
  try {
    const handle = await open(fresh, 'w', 0o600);
    try {
      await handle.writeFile(text);
      await handle.datasync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    // On a full disk a part of it may stand there.
    await rm(fresh, { force: true });
    throw error;
  }
}
