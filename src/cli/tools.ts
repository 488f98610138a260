import { setMaxListeners } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dockerBackend } from '../backends/docker';
import { cloudObservers } from '../backends/clouds';
import { exerciseFolders, starters, workspaceObservers } from '../backends/workspace';
import type { Catalog } from '../core/course/catalog';
import type { Observers } from '../core/course/check';
import type { ExerciseFolders, Marks } from '../core/course/desk';
import type { Clock } from '../core/course/run';

/** The signal of a command that runs to its end. All probes of a check listen to it at once, however many they are. */
export function uncancelled(): AbortSignal {
  const { signal } = new AbortController();
  setMaxListeners(0, signal);
  return signal;
}

/** The clock of this machine. */
export const clock: Clock = { now: () => Date.now(), sleep: (ms, signal) => sleep(ms, undefined, { signal }) };

/** What the commands check and verify work with. */
export type Tools = { readonly observers: Observers; readonly marks: Marks; readonly folders: ExerciseFolders };

/** The folder `walkthroughs` that is shipped beside the bundle. */
export const content = path.join(__dirname, '..', 'walkthroughs');

/**
 * Connects to the engine that `host` names, or the one that the environment and the Docker context name.
 * @param backups a folder for what a reset puts aside
 * @param mayRun whether scripts of the exercise folder are run, isolated
 * @param catalog the exercises that there are
 */
export function toolsFor(host: string | undefined, backups: string, mayRun: boolean, catalog: Catalog): Tools {
  const exercises = (): Promise<Catalog> => Promise.resolve(catalog);
  const docker = dockerBackend({ env: process.env, ...(host === undefined ? {} : { setting: host }) });
  return {
    observers: {
      ...docker.observers,
      ...workspaceObservers({
        isUnsaved: () => false,
        starterOf: starters(content, exercises),
        mayRun: () => Promise.resolve(mayRun),
      }),
      ...cloudObservers({ env: process.env }),
    },
    marks: docker.marks,
    folders: exerciseFolders(content, exercises, backups),
  };
}
