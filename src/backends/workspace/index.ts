import type { Observers } from '../../core/course/check';
import { later } from '../later';
import { fileObservers } from './files';
import { findingsObserver } from './findings';
import { hostObserver } from './host';
import { loopbackObservers } from './loopback';
import { thisMachine, type Machine } from './machine';
import { machineObserver } from './machine-facts';
import { portObserver } from './port';
import { processesObserver } from './processes';

export { catalogWithOwn, rememberedCatalog, type CatalogWithOwn } from './catalog';
export { keptFile } from './kept-file';
export { exerciseWorkers, killWorkers } from './workers';
export { courseFolder } from './own-course';
export { starters } from './starters';
export { copyStarter, exerciseFolders, lessonFolder, shippedFolder } from './exercise-folders';
export { removeTree } from './modes';

/** The sources on this machine that need no engine. */
export type WorkspaceObservers = Pick<
  Observers,
  'file' | 'starter' | 'folder' | 'findings' | 'http' | 'registry' | 'port' | 'machine' | 'host' | 'processes' | 'run'
>;

/** What the observers of this machine need. */
export type WorkspaceParts = {
  /** Whether an editor holds changes of this file that are not on disk. */
  readonly isUnsaved: (file: string) => boolean;
  /** The folder of an exercise's starter as the product ships it; without it `starter` is unknown. */
  readonly starterOf?: (exercise: string) => Promise<string>;
  /** Asks whether a script of the exercise folder may be run, isolated; without it none is. */
  readonly mayRun?: (script: string) => Promise<boolean>;
};

/** Those who look at what is on this machine without an engine. */
export function workspaceObservers(parts: WorkspaceParts, machine: Machine = thisMachine): WorkspaceObservers {
  return {
    ...fileObservers({ ...parts, machine }),
    ...loopbackObservers,
    findings: findingsObserver(parts.isUnsaved),
    port: portObserver(machine),
    machine: machineObserver(machine),
    host: hostObserver(machine),
    processes: processesObserver(machine),
    // Few exercises run a script: what contains one is loaded when one does.
    ...later(['run'], async () => ({ run: (await import('./run')).runObserver({ ...parts, machine }) })),
  };
}
