import { performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { bare } from './bare';
import { ours } from './ours';
import type { Measured, Subject, Task } from './subject';

// Measures in a process of its own, so that the generator's work and an earlier measurement count for nothing.

const cpuTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * Looks each millisecond whether anything could run; the longest gap, and how much of it this process computed: on a busy
 * machine the rest is others' work.
 */
function watchBlocks(): () => { readonly block: number; readonly blockCpu: number } {
  let [last, lastCpu, block, blockCpu] = [performance.now(), cpuTime(), 0, 0];
  const look = () => {
    const [now, cpu] = [performance.now(), cpuTime()];
    block = Math.max(block, now - last);
    blockCpu = Math.max(blockCpu, Math.min(now - last, cpu - lastCpu));
    [last, lastCpu] = [now, cpu];
  };
  const timer = setInterval(look, 1);
  return () => {
    look();
    clearInterval(timer);
    return { block, blockCpu };
  };
}

async function until(isSo: () => boolean): Promise<void> {
  const over = performance.now() + 120_000;
  while (!isSo()) {
    if (performance.now() > over) throw new Error('it did not come');
    await wait(5);
  }
}

function heap(): number {
  for (let each = 0; each < 3; each++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

/** Computing for one event: of some at once where they come as a stream, else of one after the other. */
async function eventCost(task: Task, subject: Subject, guest: boolean): Promise<number> {
  const times = task.platform === 'kubernetes' ? 200 : 1;
  const rounds = task.platform === 'kubernetes' ? 7 : 12;
  const costs: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const query = `platform=${task.platform}&times=${times}${guest ? '&guest=1' : ''}`;
    const began = cpuTime();
    const answer = await fetch(`${task.url}/bench/change?${query}`, { method: 'POST' });
    const { id, state } = (await answer.json()) as { readonly id: string; readonly state: string };
    if (task.platform === 'openstack' || subject.onlyLists) await subject.look();
    await until(() => subject.stateOf(id) === state);
    // What is drawn because of it.
    await wait(150);
    costs.push((cpuTime() - began) / times);
  }
  return costs.slice(2).sort((a, b) => a - b)[Math.floor((rounds - 2) / 2)] ?? NaN;
}

async function measure(task: Task): Promise<Measured> {
  const subject = await (task.way === 'ours' ? ours : bare)(task);
  await wait(200);
  const before = heap();
  const [began, cpu] = [performance.now(), cpuTime()];
  const stop = watchBlocks();
  let first = NaN;
  const opened = subject.open();
  await until(() => {
    const count = subject.count();
    if (count > 0 && Number.isNaN(first)) first = performance.now() - began;
    return count >= task.count;
  });
  const all = performance.now() - began;
  await opened;
  const used = cpuTime() - cpu;
  await wait(300);
  const blocks = stop();
  const bytes = (heap() - before) / task.count;
  const event = await eventCost(task, subject, false);
  const guest = task.platform === 'kubernetes' ? await eventCost(task, subject, true) : NaN;
  const stopEvents = watchBlocks();
  if (task.platform === 'kubernetes') await eventCost(task, subject, true);
  const { blockCpu: eventBlock } = stopEvents();
  subject.close();
  return { first, all, cpu: used, ...blocks, bytes, event, guest, eventBlock };
}

const task = JSON.parse(process.argv[2] ?? '{}') as Task;
measure(task).then(
  (measured) => {
    process.stdout.write(JSON.stringify(measured), () => process.exit());
  },
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
