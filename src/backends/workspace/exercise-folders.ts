import { cp, mkdir, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Catalog } from '../../core/course/catalog';
import type { ExerciseFolders } from '../../core/course/desk';
import type { Exercise, Lesson } from '../../core/course/lesson';
import { diskFull, fileUnreadable, UserError } from '../../core/errors';
import { removeTree, setModes, unlock, type Modes } from './modes';

/**
 * Exercise folders on disk.
 * @param content the folder `walkthroughs` that the product ships
 * @param catalog the lessons of now
 * @param backups a folder of ours for what a reset puts aside, one for each exercise
 */
export function exerciseFolders(content: string, catalog: () => Promise<Catalog>, backups: string): ExerciseFolders {
  const shipped = async (exercise: Exercise, part: string): Promise<string> =>
    shippedFolder(content, (await catalog()).lessonOf(exercise), exercise, part);
  const folderOf = (exercise: Exercise, into: string): string => path.join(into, exercise.id);
  const backupOf = (exercise: Exercise): string => path.join(backups, exercise.id);

  return {
    folderOf,
    start: (exercise, into) =>
      guarded(async () => {
        const folder = folderOf(exercise, into);
        if (await exists(folder)) return 'kept';
        const partial = path.join(into, `.${exercise.id}.partial`);
        await removeTree(partial);
        await mkdir(into, { recursive: true });
        await copyStarter(await shipped(exercise, 'starter'), partial, exercise.modes);
        await rename(partial, folder);
        return 'created';
      }),
    reset: (exercise, into) =>
      guarded(async () => {
        const folder = folderOf(exercise, into);
        const aside = backupOf(exercise);
        if (await exists(folder)) await replace(aside, (fresh) => copyAsItIs(folder, fresh));
        await empty(folder);
        await copyStarter(await shipped(exercise, 'starter'), folder, exercise.modes);
      }),
    undoReset: (exercise, into) =>
      guarded(async () => {
        const folder = folderOf(exercise, into);
        await empty(folder);
        await copyAsItIs(backupOf(exercise), folder);
      }),
    solution: (exercise, into) =>
      guarded(async () => {
        const solution = await shipped(exercise, 'solution');
        const entries = await readdir(solution, { recursive: true, withFileTypes: true });
        return entries
          .filter((entry) => entry.isFile())
          .map((entry) => path.relative(solution, path.join(entry.parentPath, entry.name)))
          .sort()
          .map((name) => ({
            name,
            mine: path.join(folderOf(exercise, into), name),
            theirs: path.join(solution, name),
          }));
      }),
  };
}

/** Where the product keeps a part of an exercise: `starter`, `solution`, `alternatives`, `mutants`. */
export function shippedFolder(content: string, lesson: Lesson, exercise: Exercise, part: string): string {
  return path.join(lessonFolder(content, lesson), exercise.id, part);
}

/** Where the files of a lesson are. */
export function lessonFolder(content: string, lesson: Lesson): string {
  return lesson.folder ?? path.join(content, ...lesson.id.split('/'));
}

/**
 * Copies a starter; what only keeps an empty folder in version control stays behind.
 * @param modes what neither version control nor the package keeps
 */
export async function copyStarter(from: string, to: string, modes: Modes = {}): Promise<void> {
  await cp(from, to, { recursive: true, filter: (file) => path.basename(file) !== '.gitkeep' });
  await setModes(to, modes);
}

/** Copies what a learner made: links with the text that they hold, and with their modes what nobody may enter. */
async function copyAsItIs(from: string, to: string): Promise<void> {
  const locked = await unlock(from);
  try {
    await cp(from, to, { recursive: true, verbatimSymlinks: true });
    await setModes(to, locked);
  } finally {
    await setModes(from, locked);
  }
}

/** Makes a folder anew beside its place and moves it there, so that the old one is kept until the new one is whole. */
async function replace(folder: string, make: (fresh: string) => Promise<void>): Promise<void> {
  const fresh = `${folder}.partial`;
  await removeTree(fresh);
  await mkdir(path.dirname(folder), { recursive: true });
  await make(fresh);
  await removeTree(folder);
  await rename(fresh, folder);
}

/** Empties a folder without removing it: a terminal or a mount may stand in it. */
async function empty(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await unlock(folder);
  for (const name of await readdir(folder)) await removeTree(path.join(folder, name));
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code, message, path: file = '?' } = error as NodeJS.ErrnoException;
    throw code === 'ENOSPC'
      ? diskFull({ path: file }, error)
      : fileUnreadable({ path: file, why: code ?? message }, error);
  }
}
