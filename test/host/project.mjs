// @ts-check
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { HostFailure } from './failure.mjs';
import { isRunning } from './install-once.mjs';
import { npm } from './npm.mjs';
import { checkout, home } from './paths.mjs';

const lock = path.join(home, 'npm-ci.pid');

/** @typedef {{report?: ((line: string) => void) | undefined, signal?: AbortSignal | undefined}} Progress */
/** @typedef {{version?: string, integrity?: string, optional?: boolean, link?: boolean}} Locked */

/**
 * Makes node_modules what package-lock.json says: after a fresh clone, a changed lock or an interrupted installation.
 * @param {Progress} [progress]
 */
export async function ensureDependencies({ report, signal } = {}) {
  await waitForOther(report);
  if (await isComplete()) return;
  report?.('Installing the npm packages of the project (npm ci) …');
  await mkdir(home, { recursive: true });
  try {
    await npm(['ci', '--ignore-scripts'], {
      cwd: checkout,
      what: 'The packages of the project',
      signal,
      onStart: (pid) => void writeFile(lock, String(pid)).catch(() => undefined),
    });
  } finally {
    await rm(lock, { force: true });
  }
}

/**
 * An npm whose starter was killed goes on for a while; two of them would spoil each other's work.
 * @param {Progress['report']} report
 */
async function waitForOther(report) {
  const pid = Number(await readFile(lock, 'utf8').catch(() => ''));
  if (!pid) return;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => 'npm');
  if (!command.includes('npm') || !isRunning(pid)) return;
  report?.(`Waiting for an npm that an earlier start left behind (process ${pid}) …`);
  while (isRunning(pid)) await wait(200);
}

/** npm writes its hidden copy of the lock last, so it is missing or different after an interruption. */
async function isComplete() {
  try {
    const wanted = await packages('package-lock.json');
    const found = await packages('node_modules/.package-lock.json');
    const same = Object.entries(found).every(([name, { integrity }]) => wanted[name]?.integrity === integrity);
    return same && Object.entries(wanted).every(([name, { optional }]) => !name || optional || name in found);
  } catch {
    return false;
  }
}

/** @param {string} file @returns {Promise<Record<string, Locked>>} */
async function packages(file) {
  return JSON.parse(await readFile(path.join(checkout, file), 'utf8')).packages;
}

/**
 * Bundles the product (and the tests, when asked) with the project's own esbuild.
 * @param {{production?: boolean, tests?: boolean}} [options]
 */
export async function build({ production = false, tests = false } = {}) {
  const { buildProduct, buildTests } = await import(pathToFileURL(path.join(checkout, 'esbuild.mjs')).href);
  try {
    await Promise.all([buildProduct({ production }), tests ? buildTests() : undefined]);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new HostFailure('build-failed', `The extension does not build:\n${message}`, { cause });
  }
}
