import { readdir, readlink, realpath, stat } from 'node:fs/promises';
import type { Observers, ProcessFacts } from '../../core/course/check';
import { isCalled, parseCgroup, parseCommandLine, parseStat } from '../../core/course/readers/processes';
import { notLinux } from '../../core/errors';
import { systemTextOf } from './bytes';
import { onMachine, type Machine } from './machine';
import { isErrno, observe } from './observe';

/** Who looks at the processes of this user. */
export function processesObserver(machine: Machine): Observers['processes'] {
  return ({ name, args, here }, { folder }, signal) =>
    observe(name, async () => {
      if (machine.platform !== 'linux') throw notLinux();
      const place = here === true ? await placeOf(folder) : undefined;
      const found: ProcessFacts[] = [];
      for (const pid of await ownProcesses(machine, signal)) {
        const one = await orGone(processFacts(pid, machine, signal));
        if (one === undefined || !isCalled(one.argv, name, args)) continue;
        if (place === undefined || standsIn(place, one.cwd)) found.push(one);
      }
      return found;
    });
}

/** Where a folder really is, as the kernel names it; one that is not there is where its name says. */
export async function placeOf(folder: string): Promise<string> {
  return (await orGone(realpath(folder))) ?? folder;
}

/** Does a process with this current folder stand in a place or below it? The kernel marks a removed folder. */
export function standsIn(place: string, cwd: string | undefined): boolean {
  const folder = cwd?.replace(/ \(deleted\)$/, '');
  return folder === place || folder?.startsWith(`${place}/`) === true;
}

/** The numbers of the processes of this user, the smallest first. */
export async function ownProcesses(machine: Machine, signal: AbortSignal): Promise<readonly number[]> {
  const names = await readdir(onMachine(machine, '/proc'));
  const own: number[] = [];
  for (const pid of names.filter((name) => /^\d+$/.test(name)).map(Number)) {
    signal.throwIfAborted();
    const stats = await orGone(stat(onMachine(machine, `/proc/${pid}`)));
    if (stats?.uid === machine.uid) own.push(pid);
  }
  return own.sort((a, b) => a - b);
}

/** How many threads the processes of this user have. */
export async function threadsOf(machine: Machine, signal: AbortSignal): Promise<number> {
  const counts = (await ownProcesses(machine, signal)).map(async (pid) => {
    const tasks = await orGone(readdir(onMachine(machine, `/proc/${pid}/task`)));
    return tasks?.length ?? 0;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

async function processFacts(pid: number, machine: Machine, signal: AbortSignal): Promise<ProcessFacts> {
  const read = (part: string): Promise<string> => systemTextOf(onMachine(machine, `/proc/${pid}/${part}`), signal);
  const { name, state, nice } = parseStat(await read('stat'));
  const argv = parseCommandLine(await read('cmdline'));
  const cwd = await orGone(readlink(onMachine(machine, `/proc/${pid}/cwd`)));
  const cgroup = parseCgroup((await orGone(read('cgroup'))) ?? '');
  // A zombie has no command line any more, only its short name.
  return {
    pid,
    argv: argv.length === 0 && state === 'Z' ? [name] : argv,
    state,
    nice,
    ...(cwd !== undefined && { cwd }),
    cgroup,
  };
}

/** Undefined for what ended while it was looked at, or does not show this part of itself. */
export async function orGone<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (isErrno(error)) return undefined;
    throw error;
  });
}
