import * as path from 'node:path';
import type { Disk, Surroundings } from './endpoint';

/** Whether a docker command is on PATH. Looks at the disk only: nothing is run to find out. */
export async function isDockerInstalled({ environment, platform }: Surroundings, disk: Disk): Promise<boolean> {
  const windows = platform === 'win32';
  const rules = windows ? path.win32 : path.posix;
  const command = windows ? 'docker.exe' : 'docker';
  const directories = pathOf(environment, windows).split(rules.delimiter).filter(Boolean);
  const found = await Promise.all(directories.map((one) => disk.exists(rules.join(one, command))));
  return found.includes(true);
}

// Windows calls it Path, and a copy of the environment tells upper from lower case.
function pathOf(environment: Surroundings['environment'], windows: boolean): string {
  const name = windows ? Object.keys(environment).find((key) => key.toUpperCase() === 'PATH') : 'PATH';
  return environment[name ?? 'PATH'] ?? '';
}
