import type { ConsoleOf } from './console';

/** What the commands of linux/files need, and which are not run. */
export const filesConsole: ConsoleOf = {
  lesson: 'linux/files',
  before: `umask 022
mkdir -p photos/2025 logs
echo sorted > photos/.meta
echo desk > photos/a.txt
echo rack > photos/2025/b.txt
seq 1 20000 | sed 's/^/line /' > logs/app.log`,
  notRun: {},
  // Where the folder is, whose it is and when it was made; blocks of the disk.
  varies: [
    /^\/\S+\/shop$/gm,
    /\b(?:student student|nobody nogroup)\b/g,
    /[A-Z][a-z]{2} +\d+ \d\d:\d\d/g,
    /^\d+K(?=\tlogs$)/gm,
  ],
  notCompared: {},
};
