// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { checkout } from '../host/paths.mjs';

const runs = Number(process.env['BENCH_RUNS'] ?? 5);
const goal = 5_000;

/** What is measured. */
export const name = `npm start with everything installed, until the page answers, ${runs} runs (goal ${goal} ms)`;

/** Starts the editor's server as `npm start` does, and asks it until it answers. */
export async function run() {
  /** @type {number[]} */
  const took = [];
  for (let each = 0; each < runs; each++) took.push(await start());
  took.sort((one, other) => one - other);
  const median = took[Math.floor(took.length / 2)] ?? 0;
  const late = median > goal ? '  TOO SLOW' : '';
  return { start: `median ${median.toFixed()} ms, ${took.map((ms) => ms.toFixed()).join(' ')}${late}` };
}

/** @returns {Promise<number>} milliseconds */
async function start() {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join('test', 'host', 'start.mjs'), '--no-open'], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      const address = /http:\S+/.exec(said)?.[0];
      if (address === undefined) continue;
      await fetch(address, { redirect: 'manual' });
      return performance.now() - began;
    }
    throw new Error(`npm start ended: ${said}`);
  } finally {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  }
}
