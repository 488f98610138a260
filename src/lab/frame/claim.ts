import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Another lab runs in this folder. */
export class Claimed extends Error {
  override readonly name = 'Claimed';

  constructor(readonly pid: number) {
    super(`a practice lab runs in this folder already (process ${pid})`);
  }
}

/**
 * Claims a folder for this process, so that never two labs write one snapshot; returns how to let go. The claim of a
 * process that was killed is taken over. Rejects with Claimed.
 */
export async function claim(folder: string): Promise<() => Promise<void>> {
  const file = path.join(folder, 'claim');
  const mine = `${file}.${process.pid}`;
  await writeFile(mine, String(process.pid), { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A link is made or not, as a whole, and never over another.
        await link(mine, file);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const owner = await ownerOf(file);
      if (owner !== undefined && owner !== process.pid && alive(owner)) throw new Claimed(owner);
      await bury(file, owner);
    }
  } finally {
    await rm(mine, { force: true });
  }
  return async () => {
    if ((await ownerOf(file)) === process.pid) await rm(file, { force: true });
  };
}

async function ownerOf(file: string): Promise<number | undefined> {
  try {
    const pid = Number(await readFile(file, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/** Removes a dead process's claim; what turns out to be another one's is put back. */
async function bury(file: string, dead: number | undefined): Promise<void> {
  const aside = `${file}.dead.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await ownerOf(aside)) !== dead) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

/** Is there a process with this number? One that belongs to somebody else is one, too. */
export function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
