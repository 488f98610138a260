import { setTimeout as sleep } from 'node:timers/promises';
import { labNotStarted } from '../../core/errors';
import type { LabAddress, LabStatus } from '../../core/lab';
import { verbatim } from '../../core/text';
import { addressIn, ask } from './control';
import { logOf, type LabProgram } from './place';
import { startProgram } from './program';

export { hold } from './control';
export { terminalEnvironment } from './terminal';

/** How long a lab that others start or end may take to be there or gone, in milliseconds. */
const patience = 30_000;
const pause = 100;

/** Asks the lab of a folder something; undefined when none answers. */
export async function tell(folder: string, method: 'GET' | 'POST', what: string): Promise<LabStatus | undefined> {
  const address = await addressIn(folder);
  return address && (await ask(address, method, what));
}

/**
 * Finds the lab of this folder, or starts it. One that another window is starting is waited for, and so is the end of
 * one that is ending. Rejects with labNotStarted.
 */
export async function reach(parts: LabProgram): Promise<{ readonly address: LabAddress; readonly status: LabStatus }> {
  const end = Date.now() + patience;
  for (;;) {
    const address = await addressIn(parts.folder);
    const status = address && (await ask(address, 'GET', '/status', 3_000));
    if (address && status) return { address, status };
    const taken = await startProgram(parts);
    if (Date.now() > end) throw labNotStarted({ why: verbatim(taken ?? '-'), log: logOf(parts.folder) });
    if (taken !== undefined) await sleep(pause);
  }
}

/** Ends the lab of a folder; resolves when it is gone, or when it has taken too long. */
export async function stop(folder: string): Promise<void> {
  const address = await addressIn(folder);
  if (!address) return;
  await ask(address, 'POST', '/stop');
  const end = Date.now() + patience;
  while ((await addressIn(folder))?.pid === address.pid && Date.now() < end) await sleep(pause);
}
