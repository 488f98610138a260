// @ts-check
import { statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileFailure } from './failure.mjs';

const stamp = '.installed.json';

/**
 * Makes `folder` complete, or leaves it untouched when it is: it is built beside its place and renamed into it, so
 * that whatever interrupts this leaves nothing that looks finished.
 * @param {object} job
 * @param {string} job.folder
 * @param {string} job.what as the reader knows it
 * @param {string} job.recipe another text builds anew
 * @param {readonly string[]} job.proof files inside the folder that are remembered by size
 * @param {(partial: string) => Promise<void>} job.build
 */
export async function installOnce({ folder, what, recipe, proof, build }) {
  if (await isInstalled(folder, recipe)) return;
  const parent = path.dirname(folder);
  /** @type {string | undefined} */
  let partial;
  try {
    await mkdir(parent, { recursive: true });
    await sweep(parent);
    partial = await mkdtemp(path.join(parent, `.partial-${process.pid}-`));
    await build(partial);
    await writeFile(path.join(partial, stamp), JSON.stringify({ recipe, sizes: sizes(partial, proof) }));
    await moveInto(partial, folder, recipe);
  } catch (error) {
    throw fileFailure(error, what, parent);
  } finally {
    if (partial) await rm(partial, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @param {string} partial @param {string} folder @param {string} recipe */
async function moveInto(partial, folder, recipe) {
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  try {
    await rename(partial, folder);
  } catch (error) {
    if (!(await isInstalled(folder, recipe))) throw error;
  }
}

/** @param {string} folder @param {string} recipe */
async function isInstalled(folder, recipe) {
  try {
    const found = JSON.parse(await readFile(path.join(folder, stamp), 'utf8'));
    const names = Object.keys(found.sizes);
    return found.recipe === recipe && names.every((name) => sizes(folder, [name])[name] === found.sizes[name]);
  } catch {
    return false;
  }
}

/**
 * @param {string} folder @param {readonly string[]} names
 * @returns {Record<string, number>}
 */
function sizes(folder, names) {
  return Object.fromEntries(names.map((name) => [name, statSync(path.join(folder, name)).size]));
}

/**
 * Removes what an interrupted installation left behind; what an orphan still writes there goes next time.
 * @param {string} parent
 */
async function sweep(parent) {
  for (const name of await readdir(parent)) {
    const pid = /^\.partial-(\d+)-/.exec(name)?.[1];
    if (!pid || isRunning(Number(pid))) continue;
    await rm(path.join(parent, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/**
 * Whether a process of this id runs.
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}
