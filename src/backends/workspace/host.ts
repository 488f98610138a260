import type { HostFile, Observers } from '../../core/course/check';
import { fileUnreadable, needsAdm, needsRoot, noFeature, notLinux, type UserError } from '../../core/errors';
import { onMachine, type Machine } from './machine';
import { isDenied, observe } from './observe';
import { readFileAs } from './reader';

const listed: Readonly<Record<HostFile, true>> = {
  '/etc/os-release': true,
  '/etc/passwd': true,
  '/etc/group': true,
  '/etc/hosts': true,
  '/var/lib/dpkg/status': true,
  '/lib/apk/db/installed': true,
  '/proc/modules': true,
  '/proc/swaps': true,
  '/proc/filesystems': true,
  '/proc/net/route': true,
  '/proc/net/tcp': true,
  '/proc/net/tcp6': true,
  '/proc/self/mountinfo': true,
  '/proc/1/comm': true,
  '/proc/sys/kernel/osrelease': true,
  '/proc/sys/net/ipv4/ip_forward': true,
  '/var/log/syslog': true,
  '/var/log/messages': true,
  '/var/log/auth.log': true,
  '/var/log/dpkg.log': true,
  '/run/systemd/system': true,
  '/.dockerenv': true,
  '/run/.containerenv': true,
};

/** Who reads files of the host, those of the fixed list and no others. */
export function hostObserver(machine: Machine): Observers['host'] {
  return ({ path, as }, _scene, signal) =>
    observe(
      path,
      async () => {
        // A course can be data from elsewhere: the compiler has not seen it.
        if (!Object.hasOwn(listed, path)) throw noFeature();
        if (machine.platform !== 'linux') throw notLinux();
        return readFileAs(as, { file: onMachine(machine, path), name: path }, machine, signal);
      },
      refused,
    );
}

function refused(path: string, error: NodeJS.ErrnoException): UserError {
  if (!isDenied(error)) return fileUnreadable({ path, why: error.code ?? error.message }, error);
  return path.startsWith('/var/log/') ? needsAdm({ path }, error) : needsRoot({ path }, error);
}
