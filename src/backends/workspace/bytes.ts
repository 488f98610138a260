import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { fileUnreadable, unreadableBecause } from '../../core/errors';

/** How much is read at once: as much as is left, but files of /proc do not tell. */
const pieces = { least: 4 * 1024, most: 256 * 1024 } as const;

/**
 * The bytes of a regular file, piece by piece; a pipe or a device is refused without waiting for it.
 * @param name what the learner calls the file
 * @throws UserError file-unreadable when it is no regular file or holds more than `limit` bytes
 */
export async function* piecesOf(
  file: string,
  name: string,
  limit: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  signal.throwIfAborted();
  const handle = await open(file, constants.O_RDONLY | nonBlocking);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw fileUnreadable({ path: name, why: unreadableBecause.notAFile });
    let total = 0;
    for (;;) {
      signal.throwIfAborted();
      const length = Math.min(pieces.most, Math.max(pieces.least, stats.size - total + 1));
      const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(length), 0, length, null);
      total += bytesRead;
      if (Math.max(total, stats.size) > limit) throw fileUnreadable({ path: name, why: unreadableBecause.tooLarge });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

// Windows has no such flag, and no pipes among files.
const nonBlocking = (constants as Partial<typeof constants>).O_NONBLOCK ?? 0;

/** All bytes of a regular file, as {@link piecesOf} reads them. */
export async function bytesOf(file: string, name: string, limit: number, signal: AbortSignal): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const one of piecesOf(file, name, limit, signal)) all.push(one);
  return Buffer.concat(all);
}

/** How much text of the system's own, such as a file of /proc, is read at most. */
const systemText = 16 * 1024 * 1024;

/** The text of a file of the system's own. */
export async function systemTextOf(file: string, signal: AbortSignal): Promise<string> {
  return (await bytesOf(file, file, systemText, signal)).toString('utf8');
}
