import * as crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { decode, encode } from './encoding';
import type { Kept } from './keeper';

/** The files that make up one object: the one with its text, then those of the bytes that stand beside it. */
export type Names = readonly [string, ...string[]];

/** Files in a folder, each named by its content's hash. */
export type ObjectFiles = {
  /** Writes an object; what stands there already, as `before` says, is not written again. */
  readonly write: (value: Kept, before: Names | undefined) => Promise<Names>;
  /** Reads an object; throws an Error when its files are not what was written. */
  readonly read: (names: Names) => Kept;
  /** Removes those of some files, or of all, that are not in use. */
  readonly clean: (used: ReadonlySet<string>, names?: readonly string[]) => Promise<void>;
};

/** Bytes that are hashed in one go, so that nobody waits for those of a large file. */
const piece = 4 * 1024 * 1024;

/** Opens such a folder, which is there. */
export function objectFiles(folder: string): ObjectFiles {
  // A file of the lab keeps its bytes for as long as nobody writes to it; its hash is known then.
  const known = new WeakMap<Uint8Array, string>();
  const nameOf = async (bytes: Uint8Array): Promise<string> => {
    const name = known.get(bytes) ?? (await hashOfLarge(bytes));
    known.set(bytes, name);
    return name;
  };
  const save = (name: string, content: string | Uint8Array): Promise<void> =>
    replace(path.join(folder, name), content, `.${crypto.randomUUID()}`);
  const read = (name: string): Buffer => {
    const bytes = readFileSync(path.join(folder, name));
    if (hashOf(bytes) !== name) throw new Error('its content is not what was written');
    return bytes;
  };
  return {
    write: async (value, before) => {
      const large: Uint8Array[] = [];
      // The text names bytes by their hashes, which take time: until they are known, by their places in a list.
      encode(value, (bytes) => String(large.push(bytes)));
      const names: string[] = [];
      for (const bytes of large) names.push(await nameOf(bytes));
      const next = names.values();
      const text = encode(value, () => next.next().value ?? '');
      const all: Names = [hashOf(text), ...new Set(names)];
      const there = new Set(before);
      for (const [index, name] of names.entries()) {
        const bytes = large[index];
        if (bytes && !there.has(name)) await save(name, bytes);
        there.add(name);
      }
      if (!there.has(all[0])) await save(all[0], text);
      return all;
    },
    read: ([name]) => decode(read(name).toString('utf8'), read),
    clean: async (used, names) => {
      const all = names ?? (await readdir(folder));
      await each(
        all.filter((name) => !used.has(name)),
        (name) => rm(path.join(folder, name), { force: true }),
      );
    },
  };
}

// One call for a small text is twice as fast; Node has it since 20.12.
const once = (crypto as { readonly hash?: (algorithm: string, data: string | Uint8Array) => string }).hash;
const hashOf = (content: string | Uint8Array): string =>
  once ? once('sha256', content) : crypto.createHash('sha256').update(content).digest('hex');

async function hashOfLarge(bytes: Uint8Array): Promise<string> {
  const hash = crypto.createHash('sha256');
  for (let start = 0; start < bytes.length; start += piece) {
    hash.update(bytes.subarray(start, start + piece));
    if (start + piece < bytes.length) await turn();
  }
  return hash.digest('hex');
}

/** How many files are open at a time. */
const hands = 16;

/** Does something with each item, some at a time; rejects with the first failure, when all that was begun has ended. */
export async function each<T>(items: readonly T[], run: (item: T) => Promise<void>): Promise<void> {
  const left = items.values();
  const failures: unknown[] = [];
  const hand = async (): Promise<void> => {
    for (const item of left) {
      if (failures.length > 0) return;
      await run(item).catch((error: unknown) => void failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(hands, items.length) }, hand));
  if (failures.length > 0) throw failures[0];
}

/** Replaces a file as a whole: what was there, or what is new, never a part. Who else writes the same has a `mark`. */
export async function replace(file: string, content: string | Uint8Array, mark = ''): Promise<void> {
  const fresh = `${file}${mark}.new`;
  try {
    const handle = await open(fresh, 'w', 0o600);
    try {
      await handle.writeFile(content);
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
