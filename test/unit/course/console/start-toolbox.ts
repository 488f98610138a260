import type { ConsoleOf } from './console';

/** What the commands of start/toolbox need: a shell, its help and Git. */
export const toolboxConsole: ConsoleOf = {
  lesson: 'start/toolbox',
  needs: ['git'],
  notRun: { 'man cp': 'waits for keys, and not every machine has manual pages' },
  // The short hashes of commits.
  varies: [/\b[\da-f]{7}\b/g],
};
