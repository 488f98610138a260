import { lstat } from 'node:fs/promises';
import type { Observers } from '../../core/course/check';
import { hostFiles } from '../../core/course/host-files';
import { fileUnreadable, needsAdm, needsRoot, noFeature, noSystemd, notLinux, type UserError } from '../../core/errors';
import { onMachine, type Machine } from './machine';
import { isDenied, isErrno, observe } from './observe';
import { readFileAs } from './reader';

const listed: ReadonlySet<string> = new Set(hostFiles);

/** Who reads files of the host, those of the fixed list and no others. */
export function hostObserver(machine: Machine): Observers['host'] {
  return ({ path, as }, _scene, signal) =>
    observe(
      path,
      async () => {
        // A course can be data from elsewhere: the compiler has not seen it.
        if (!listed.has(path)) throw noFeature();
        if (machine.platform !== 'linux') throw notLinux();
        if (path.startsWith('~/.config/systemd/') && !(await runsSystemd(machine))) throw noSystemd();
        return readFileAs(as, { file: onMachine(machine, path), name: path }, machine, signal);
      },
      refused,
    );
}

/** The test that systemd itself documents: https://man7.org/linux/man-pages/man3/sd_booted.3.html */
async function runsSystemd(machine: Machine): Promise<boolean> {
  return lstat(onMachine(machine, '/run/systemd/system')).then(
    (found) => found.isDirectory(),
    (error: unknown) => {
      if (isErrno(error)) return false;
      throw error;
    },
  );
}

function refused(path: string, error: NodeJS.ErrnoException): UserError {
  if (!isDenied(error)) return fileUnreadable({ path, why: error.code ?? error.message }, error);
  return path.startsWith('/var/log/') ? needsAdm({ path }, error) : needsRoot({ path }, error);
}
