import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Keep } from '../../core/course/desk';
import { diskFull, fileUnreadable } from '../../core/errors';

/** How long to wait for another window that writes, and when its lock counts as left behind by one that died, in ms. */
const times = { wait: 30_000, again: 20, stale: 5_000 } as const;

/**
 * A JSON value in a file that windows share: written by replacing the file as a whole, with the copy before it kept
 * beside it, so that neither a power cut nor another window loses what was there. A damaged file is put aside.
 * @param file an absolute path; its folder is made when it is missing
 * @param isGood whether a value that was read is what is kept here
 */
export function keptFile(file: string, isGood: (value: unknown) => boolean): Keep {
  const last = `${file}.last`;
  const read = async (): Promise<unknown> => {
    const found = await readGood(file, isGood);
    if (found !== undefined) return found;
    await rename(file, `${file}.damaged`).catch(() => undefined);
    return readGood(last, isGood);
  };
  return {
    file,
    read,
    update: (change) =>
      guarded(file, async () => {
        await mkdir(path.dirname(file), { recursive: true });
        return locked(`${file}.lock`, async () => {
          const found = await read();
          const value = change(found);
          const partial = `${file}.partial`;
          await writeThrough(partial, JSON.stringify(value));
          if (found !== undefined) {
            await writeThrough(`${last}.partial`, JSON.stringify(found));
            await rename(`${last}.partial`, last);
          }
          await rename(partial, file);
          return value;
        });
      }),
  };
}

/** The value of a file; undefined when it is missing or damaged. */
async function readGood(file: string, isGood: (value: unknown) => boolean): Promise<unknown> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isGood(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Writes a file so that it is on the disk, not only in a cache, when this returns. */
async function writeThrough(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w');
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Does something while no other window does it. */
async function locked<T>(lock: string, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + times.wait;
  while (!(await take(lock))) {
    const age = Date.now() - ((await stat(lock).catch(() => undefined))?.mtimeMs ?? Date.now());
    if (Math.abs(age) > times.stale) await rm(lock, { force: true });
    else if (Date.now() > end) throw Object.assign(new Error('locked'), { code: 'EBUSY' });
    else await sleep(times.again);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function guarded<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw diskFull({ path: file }, error);
    throw fileUnreadable({ path: file, why: code ?? message }, error);
  }
}
