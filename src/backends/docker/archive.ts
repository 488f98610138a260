import { createReadStream, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Header, Pack } from 'tar-stream';
import { dockerBadInput, fileUnreadable } from '../../core/errors';
import { verbatim } from '../../core/text';

/** What goes into an archive: a path of this machine, and its name in there. */
export type Item = { readonly file: string; readonly name: string };

/** How much has been packed, or unpacked. */
export type Amount = { files: number; bytes: number };

/** Packs files as they come, read no faster than the archive is. */
export async function packed(
  items: AsyncIterable<Item>,
  amount: Amount,
  signal: AbortSignal,
): Promise<Readable & AsyncIterable<Buffer>> {
  const { pack } = await import('tar-stream');
  const archive = pack();
  void fill(archive, items, amount, signal);
  return archive as unknown as Readable & AsyncIterable<Buffer>;
}

async function fill(archive: Pack, items: AsyncIterable<Item>, amount: Amount, signal: AbortSignal): Promise<void> {
  try {
    for await (const item of items) {
      signal.throwIfAborted();
      await add(archive, item, amount, signal);
    }
    archive.finalize();
  } catch (error) {
    archive.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

async function add(archive: Pack, { file, name }: Item, amount: Amount, signal: AbortSignal): Promise<void> {
  const stats = await statOf(file);
  const head = { name, mode: stats.mode & 0o7777, mtime: stats.mtime, uid: 0, gid: 0 } as const;
  if (stats.isSymbolicLink()) {
    await entry(archive, { ...head, type: 'symlink', linkname: await fs.readlink(file) });
  } else if (stats.isDirectory()) {
    await entry(archive, { ...head, name: `${name}/`, type: 'directory' });
  } else if (stats.isFile()) {
    amount.files += 1;
    amount.bytes += stats.size;
    const into = archive.entry({ ...head, type: 'file', size: stats.size });
    // A file that grows meanwhile is cut where it ended.
    const from = createReadStream(file, stats.size === 0 ? {} : { end: stats.size - 1 });
    try {
      await pipeline(from, into as unknown as NodeJS.WritableStream, { signal });
    } catch (error) {
      throw unreadable(file, error);
    }
  }
}

function entry(archive: Pack, headers: Parameters<Pack['entry']>[0]): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry(headers, (error?: Error | null) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

async function statOf(file: string): Promise<Stats> {
  try {
    return await fs.lstat(file);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): unknown {
  if (error instanceof Error && error.name === 'AbortError') return error;
  const why = verbatim(error instanceof Error ? error.message : String(error));
  return fileUnreadable({ path: file, why }, error);
}

/** A file, or a folder with all that is in it, by name. */
export async function* allBelow(file: string, name: string): AsyncGenerator<Item, void> {
  yield { file, name };
  if (!(await statOf(file)).isDirectory()) return;
  for (const child of (await fs.readdir(file)).sort()) yield* allBelow(path.join(file, child), `${name}/${child}`);
}

/**
 * Unpacks an archive below a folder. A container may send anything: nothing is written outside the folder, through a
 * link, or over what is there already.
 */
export async function unpack(
  archive: AsyncIterable<Buffer>,
  folder: string,
  signal: AbortSignal,
  amount: Amount = { files: 0, bytes: 0 },
): Promise<Amount> {
  const { extract } = await import('tar-stream');
  const reader = extract();
  const root = await fs.realpath(folder);
  const feeding = pipeline(archive, reader as unknown as NodeJS.WritableStream, { signal });
  feeding.catch(() => undefined);
  for await (const one of reader) {
    await write(one as unknown as Entry, root, amount);
    one.resume();
  }
  await feeding;
  return amount;
}

type Entry = AsyncIterable<Buffer> & { readonly header: Header };

async function write(one: Entry, root: string, amount: Amount): Promise<void> {
  const { header } = one;
  const target = await placeOf(header.name, root);
  if (target === root) return;
  try {
    if (header.type === 'directory') await fs.mkdir(target);
    else if (header.type === 'symlink') await fs.symlink(header.linkname, target);
    else if (header.type === 'link') await fs.copyFile(await placeOf(header.linkname, root), target, 1);
    else if (header.type === 'file') {
      amount.files += 1;
      amount.bytes += header.size;
      await fs.writeFile(target, one, { flag: 'wx', mode: header.mode & 0o777 });
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw dockerBadInput({ input: target, why: exists }, error);
    throw error;
  }
}

/** Where an entry goes; its folder must really be below the root, whatever links there are. */
async function placeOf(name: string, root: string): Promise<string> {
  const target = path.resolve(root, name);
  if (target === root) return root;
  const parent = await fs.realpath(path.dirname(target)).catch(() => '');
  const isBelow = parent === root || parent.startsWith(root + path.sep);
  const isLink = (await fs.lstat(target).catch(() => undefined))?.isSymbolicLink() === true;
  if (isBelow && !isLink) return target;
  throw dockerBadInput({ input: name, why: isLink ? exists : outside });
}

const exists = { en: 'it is there already; choose another folder', zh: '它已经存在；请选择另一个文件夹' };
const outside = { en: 'it leads out of the folder', zh: '它指向文件夹之外' };
