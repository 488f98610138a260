// @ts-check
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { measuredInside } from '../host/measured.mjs';
import { checkout } from '../host/paths.mjs';

const runs = Number(process.env['BENCH_RUNS'] ?? 5);

/** What is measured. */
export const name = `first diagnostics of ours after opening a file of 200 lines in VS Code, ${runs} runs: the first file of a window, for which the modules are loaded, and two later ones`;

/** @typedef {{label: string, time: number}[]} Measure */

/** Starts a fresh VS Code for each run and each kind of file, which opens that file and two copies of it. */
export async function run() {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-bench-first-'));
  /** @type {Record<string, string>} */
  const lines = {};
  try {
    for (const [kind, file] of Object.entries(await mistakenTexts(folder))) {
      /** @type {Map<string, number[]>} */
      const times = new Map();
      for (let each = 0; each < runs; each++) {
        const workspace = path.join(folder, `${kind}-${each}`);
        await openedIn(workspace, file);
        for (const { label, time } of await measure(workspace, `${workspace}.json`))
          times.set(label, [...(times.get(label) ?? []), time]);
      }
      for (const [label, all] of times) lines[`${kind}, ${label}`] = spread(all);
    }
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The texts of the lint's own bench, each with a mistake.
 * @param {string} folder
 * @returns {Promise<Record<string, {name: (index: number) => string, text: string}>>}
 */
async function mistakenTexts(folder) {
  const outfile = path.join(folder, 'texts.mjs');
  const entry = path.join(checkout, 'test', 'bench', 'lint', 'texts.ts');
  await build({ entryPoints: [entry], bundle: true, format: 'esm', outfile, logLevel: 'warning' });
  /** @type {typeof import('./lint/texts')} */
  const { compose, dockerfile, manifest } = await import(outfile);
  return {
    Dockerfile: {
      name: (index) => path.join(`web-${index}`, 'Dockerfile'),
      text: dockerfile(10).replace('WORKDIR /src', 'WORKDIRR /src'),
    },
    'Compose file': {
      name: (index) => path.join(`web-${index}`, 'compose.yaml'),
      text: compose(10).replace('restart:', 'restrat:'),
    },
    manifest: {
      name: (index) => path.join(`web-${index}`, 'shop.yaml'),
      text: manifest(2).replace('replicas:', 'replcas:'),
    },
  };
}

/** @param {string} workspace @param {{name: (index: number) => string, text: string}} file */
async function openedIn(workspace, file) {
  for (let index = 0; index < 3; index++) {
    const place = path.join(workspace, file.name(index));
    await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, file.text.replaceAll('shop', `shop${index}`));
  }
}

/** @param {string} workspace @param {string} report @returns {Promise<Measure>} */
async function measure(workspace, report) {
  return JSON.parse(await measuredInside({ script: 'inside-first', workspace, report }));
}

/** @param {number[]} values */
function spread(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return `median ${median.toFixed(0)} ms, worst ${Math.max(...values).toFixed(0)} ms`;
}
