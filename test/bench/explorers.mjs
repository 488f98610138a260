// @ts-check
import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { checkout } from '../host/paths.mjs';

const runs = Number(process.env['BENCH_RUNS'] ?? 3);
const here = path.join(checkout, 'test', 'bench', 'explorers');
const limit = 50;

/** What is measured. */
export const name = `explorers, median of ${runs} runs, each in a process of its own; CPU times, where nothing else is said (limit of a block: ${limit} ms)`;

/** @typedef {import('./explorers/subject').Measured} Measured */
/** @typedef {import('./explorers/subject').Task} Task */

/** The platforms, how many there are of each, and how many besides, to see what an event costs then. */
const plans = /** @type {const} */ ([
  { platform: 'kubernetes', noun: 'Pods', sdk: 'client-node, informer', counts: [10_000, 1000, 100] },
  { platform: 'docker', noun: 'containers', sdk: 'dockerode', counts: [2000, 200] },
  { platform: 'openstack', noun: 'servers', sdk: 'fetch', counts: [1000, 100] },
]);

/** Lists and follows objects of a generator, with our explorers and with the SDK alone. */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-bench-explorers-'));
  /** @type {Record<string, string>} */
  const lines = {
    'load of the machine': loadavg()
      .map((one) => one.toFixed(1))
      .join(', '),
  };
  try {
    const measured = await bundle(folder);
    for (const { platform, noun, sdk, counts } of plans) {
      /** @type {Map<number, Measured>} */
      const found = new Map();
      for (const count of counts) found.set(count, await median(folder, measured, { platform, way: 'ours', count }));
      const [most, ...fewer] = counts;
      const bare = await median(folder, measured, { platform, way: 'bare', count: most });
      const ours = /** @type {Measured} */ (found.get(most));
      const label = `${most} ${noun}`;
      lines[`${label}`] = tell(ours);
      lines[`  ${sdk}`] = tell(bare);
      for (const count of fewer) {
        const few = /** @type {Measured} */ (found.get(count));
        lines[`  an event, ${most} : ${count}`] =
          `${(ours.event / few.event).toFixed(2)} (${micro(ours.event)} : ${micro(few.event)})`;
        if (!Number.isNaN(ours.guest))
          lines[`  comes and goes, ${most} : ${count}`] =
            `${(ours.guest / few.guest).toFixed(2)} (${micro(ours.guest)} : ${micro(few.guest)})`;
      }
      if (ours.blockCpu > limit) process.exitCode = 1;
    }
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The code that is measured, with the backends as they were built for the extension. @param {string} folder */
async function bundle(folder) {
  const outfile = path.join(folder, 'measured.cjs');
  await symlink(path.join(checkout, 'node_modules'), path.join(folder, 'node_modules'));
  await build({
    entryPoints: [path.join(here, 'measured.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile,
    logLevel: 'warning',
    alias: { vscode: path.join(here, 'stand-in.ts') },
    external: ['@kubernetes/client-node'],
    plugins: [asBuilt],
  });
  return outfile;
}

/** @type {import('esbuild').Plugin} */
const asBuilt = {
  name: 'as-built',
  setup(build) {
    const dist = (/** @type {string} */ file) => ({ path: path.join(checkout, 'dist', file), external: true });
    build.onResolve(
      { filter: /backends\/(kubernetes|openstack)$|^\.\/backend$|^dockerode$/ },
      ({ path: name, kind }) => {
        if (kind !== 'dynamic-import') return undefined;
        // The bare one is the package as it is.
        if (name === 'dockerode') return { path: name, external: true };
        return dist(name === './backend' ? 'backends-docker-backend.js' : `backends-${path.basename(name)}.js`);
      },
    );
  },
};

/** @param {string} folder @param {string} measured @param {Pick<Task, 'platform' | 'way' | 'count'>} task @returns {Promise<Measured>} */
async function median(folder, measured, task) {
  /** @type {Measured[]} */
  const all = [];
  for (let each = 0; each < runs; each++) all.push(await oneRun(folder, measured, task));
  const keys = /** @type {(keyof Measured)[]} */ (Object.keys(all[0] ?? {}));
  const middle = (/** @type {keyof Measured} */ key) =>
    all.map((one) => one[key] ?? NaN).sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? NaN;
  return /** @type {Measured} */ (Object.fromEntries(keys.map((key) => [key, middle(key)])));
}

/** One process that measures, beside one that answers. @param {string} folder @param {string} measured @param {Pick<Task, 'platform' | 'way' | 'count'>} task @returns {Promise<Measured>} */
async function oneRun(folder, measured, task) {
  const socket = path.join(folder, `engine-${Math.random().toString(36).slice(2)}.sock`);
  const counts = plans.map(({ platform }) => (platform === task.platform ? task.count : 1));
  const generator = fork(path.join(here, 'generator.mjs'), [socket, ...counts.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    const [line] = await once(/** @type {import('node:stream').Readable} */ (generator.stdout), 'data');
    const { url } = JSON.parse(String(line));
    const given = JSON.stringify({ ...task, url, socket });
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', measured, given], {
      timeout: 300_000,
    });
    const found = JSON.parse(stdout);
    return /** @type {Measured} */ (
      Object.fromEntries(Object.entries(found).map(([key, value]) => [key, value ?? NaN]))
    );
  } finally {
    generator.kill();
  }
}

/** @param {Measured} measured */
function tell({ first, all, cpu, block, blockCpu, bytes, eventBlock }) {
  const blocks = `longest block ${blockCpu.toFixed()} ms (${block.toFixed()} ms with what others did)`;
  const events = eventBlock > 0 ? `, while events come ${eventBlock.toFixed()} ms` : '';
  return `first rows ${first.toFixed()} ms, all ${all.toFixed()} ms of wall (${cpu.toFixed()} ms computed), ${blocks}${events}, ${(bytes / 1000).toFixed(1)} kB each`;
}

/** @param {number} milliseconds */
const micro = (milliseconds) => `${(milliseconds * 1000).toFixed()} µs`;
