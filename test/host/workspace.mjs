// @ts-check
import { cp, mkdir, stat } from 'node:fs/promises';
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

/** @param {string} from @param {string} to */
async function copyMissing(from, to) {
  if (await stat(from).catch(() => undefined)) await cp(from, to, { recursive: true, force: false });
}
