import { setTimeout as sleep } from 'node:timers/promises';
import { readlink } from 'node:fs/promises';
import type { Worker, Workers } from '../../core/course/desk';
import type { Exercise } from '../../core/course/lesson';
import { isCalled, parseCommandLine, parseStat } from '../../core/course/readers/processes';
import { systemTextOf } from './bytes';
import { onMachine, thisMachine, type Machine } from './machine';
import { isErrno } from './observe';
import { orGone, ownProcesses, placeOf, standsIn } from './processes';

/** How long one that was asked to end may take, and how long we wait before we look again, in milliseconds. */
const patience = 2_000;
const pause = 50;

/** Sends a signal; who is gone meanwhile needs none. */
type Send = (pid: number, signal: 'SIGTERM' | 'SIGCONT' | 'SIGKILL') => void;

/** The processes that exercises have running on this machine. */
export function exerciseWorkers(machine: Machine = thisMachine, send: Send = signalTo): Workers {
  return {
    find: (exercise, folder, signal) => find(exercise, folder, machine, signal),
    async end(workers, signal) {
      for (const worker of workers) {
        if (!(await isStill(worker, machine, signal))) continue;
        send(worker.pid, 'SIGTERM');
        // A stopped one would take the other only when it goes on.
        send(worker.pid, 'SIGCONT');
      }
      return waitFor(workers, machine, signal);
    },
  };
}

/** Ends what a trial of `tutor verify` left behind, whether it wants to or not. */
export async function killWorkers(exercise: Exercise, folder: string, signal: AbortSignal): Promise<void> {
  const workers = exerciseWorkers();
  const left = await workers.end(await workers.find(exercise, folder, signal), signal);
  for (const worker of left) if (await isStill(worker, thisMachine, signal)) signalTo(worker.pid, 'SIGKILL');
  await waitFor(left, thisMachine, signal);
}

async function find(
  { workers = [] }: Exercise,
  folder: string,
  machine: Machine,
  signal: AbortSignal,
): Promise<readonly Worker[]> {
  if (machine.platform !== 'linux' || workers.length === 0) return [];
  const place = await placeOf(folder);
  const found: Worker[] = [];
  for (const pid of await ownProcesses(machine, signal)) {
    const one = await orGone(workerOf(pid, place, machine, signal));
    if (one !== undefined && workers.some(({ name, args }) => isCalled(one.argv, name, args))) found.push(one);
  }
  return found;
}

/** A process that stands in the place; undefined for others and for those that have ended. */
async function workerOf(
  pid: number,
  place: string,
  machine: Machine,
  signal: AbortSignal,
): Promise<Worker | undefined> {
  const cwd = await orGone(readlink(onMachine(machine, `/proc/${pid}/cwd`)));
  if (!standsIn(place, cwd)) return undefined;
  const argv = parseCommandLine(await systemTextOf(onMachine(machine, `/proc/${pid}/cmdline`), signal));
  const started = await startOf(pid, machine, signal);
  return started === undefined ? undefined : { pid, started, argv };
}

/** When the process with this number was started; undefined when there is none, or a dead one. */
async function startOf(pid: number, machine: Machine, signal: AbortSignal): Promise<number | undefined> {
  const text = await orGone(systemTextOf(onMachine(machine, `/proc/${pid}/stat`), signal));
  if (text === undefined) return undefined;
  const { state, started } = parseStat(text);
  return state === 'Z' || state === 'X' ? undefined : started;
}

async function isStill({ pid, started }: Worker, machine: Machine, signal: AbortSignal): Promise<boolean> {
  return (await startOf(pid, machine, signal)) === started;
}

async function waitFor(workers: readonly Worker[], machine: Machine, signal: AbortSignal): Promise<readonly Worker[]> {
  let left = workers;
  for (let waited = 0; ; waited += pause) {
    const still = await Promise.all(left.map((one) => isStill(one, machine, signal)));
    left = left.filter((_, index) => still[index]);
    if (left.length === 0 || waited >= patience) return left;
    await sleep(pause, undefined, { signal });
  }
}

function signalTo(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!isErrno(error) || error.code !== 'ESRCH') throw error;
  }
}
