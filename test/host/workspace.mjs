// @ts-check
import { cp, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkout, sampleExercise } from './paths.mjs';

/**
 * Fills a folder with the sample workspace; a file that is there already is the learner's and stays as it is.
 * @param {string} folder
 */
export async function copySampleWorkspace(folder) {
  await mkdir(folder, { recursive: true });
  await copyMissing(path.join(checkout, 'test', 'fixtures', 'sample-workspace'), folder);
  const { id, lesson } = sampleExercise;
  await copyMissing(path.join(checkout, 'walkthroughs', lesson, id, 'starter'), path.join(folder, id));
}

/**
 * Gives a folder settings of its own, for a VS Code whose other settings are the learner's; those that are there stay.
 * @param {string} folder @param {Record<string, unknown>} settings
 */
export async function settleWorkspace(folder, settings) {
  const file = path.join(folder, '.vscode', 'settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  await writeFile(file, text, { flag: 'wx' }).catch((/** @type {NodeJS.ErrnoException} */ error) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

/** @param {string} from @param {string} to */
async function copyMissing(from, to) {
  if (await stat(from).catch(() => undefined)) await cp(from, to, { recursive: true, force: false });
}
