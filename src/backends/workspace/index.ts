import type { Observers } from '../../core/course/check';
import { noFeature } from '../../core/errors';
import { filesObservers } from './observe';

export { copyStarter, exerciseFolders, lessonFolder, shippedFolder } from './exercise-folders';

/** The sources on this machine that need no engine. */
export type WorkspaceObservers = Pick<
  Observers,
  'file' | 'starter' | 'folder' | 'findings' | 'http' | 'registry' | 'port' | 'host' | 'processes' | 'run'
>;

/** What the observers of this machine need. */
export type WorkspaceParts = {
  /** Whether an editor holds changes of this file that are not on disk. */
  readonly isUnsaved: (file: string) => boolean;
};

/** Those who look at what is on this machine without an engine. */
export function workspaceObservers({ isUnsaved }: WorkspaceParts): WorkspaceObservers {
  const look = () => Promise.resolve({ state: 'unknown', error: noFeature() } as const);
  return {
    ...filesObservers(isUnsaved),
    starter: look,
    folder: look,
    findings: look,
    registry: look,
    port: look,
    host: look,
    processes: look,
    run: look,
  };
}
