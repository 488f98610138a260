// @ts-check
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { measuredInside } from '../host/measured.mjs';
import { copySampleWorkspace } from '../host/workspace.mjs';

const runs = Number(process.env['BENCH_RUNS'] ?? 5);
const limit = 30;

/** What is measured. */
export const name = `activation of the extension, ${runs} runs, by VS Code's own measure (limit ${limit} ms)`;

/** @typedef {{load: number, call: number, finish: number}} Measure */

/** Starts a fresh VS Code for each run and reads its document "Startup Performance". */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-bench-'));
  /** @type {Measure[]} */
  const measured = [];
  try {
    const workspace = path.join(folder, 'workspace');
    await copySampleWorkspace(workspace);
    for (let each = 0; each < runs; each++) measured.push(await measure(workspace, path.join(folder, `${each}.txt`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const total = measured.map(({ load, call, finish }) => load + call + finish);
  const median = middle(total);
  if (median > limit) process.exitCode = 1;
  return {
    'load code': spread(measured.map(({ load }) => load)),
    'call activate': spread(measured.map(({ call }) => call)),
    'finish activate': spread(measured.map(({ finish }) => finish)),
    total: `${spread(total)}${median > limit ? '  TOO SLOW' : ''}`,
  };
}

/** @param {string} workspace @param {string} report @returns {Promise<Measure>} */
async function measure(workspace, report) {
  const cells = (await measuredInside({ script: 'inside-activation', workspace, report }))
    .split('|')
    .map((cell) => cell.trim());
  const [load = NaN, call = NaN, finish = NaN] = cells.filter((cell) => /^\d+(\.\d+)?$/.test(cell)).map(Number);
  return { load, call, finish };
}

/** @param {number[]} values */
function middle(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** @param {number[]} values */
function spread(values) {
  return `min ${Math.min(...values)} ms, median ${middle(values)} ms, max ${Math.max(...values)} ms`;
}
