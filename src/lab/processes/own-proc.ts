import type { Files } from '../kernel/files';

const ownFolder = /^\/+proc\/+(?:thread-)?self(?=\/|$)/;

/** Files in which /proc/self is the process that looks, whichever it is. */
export function ownProc(files: Files, pid: number): Files {
  const own = (path: string): string => path.replace(ownFolder, `/proc/${pid}`);
  return {
    stat: (path) => files.stat(own(path)),
    lstat: async (path) => {
      if (path.replace(ownFolder, '') !== '') return files.lstat(own(path));
      return { ...(await files.lstat(path)), target: String(pid) };
    },
    realpath: (path) => files.realpath(own(path)),
    list: (path) => files.list(own(path)),
    read: (path) => files.read(own(path)),
    write: (path, data, options) => files.write(own(path), data, options),
    mkdir: (path, options) => files.mkdir(own(path), options),
    remove: (path, options) => files.remove(own(path), options),
    rename: (from, to) => files.rename(own(from), own(to)),
    symlink: (target, path) => files.symlink(target, own(path)),
    link: (from, path) => files.link(own(from), own(path)),
    chmod: (path, mode) => files.chmod(own(path), mode),
    chown: (path, uid, gid, options) => files.chown(own(path), uid, gid, options),
    utimes: (path, mtime) => files.utimes(own(path), mtime),
    as: (who) => ownProc(files.as(who), pid),
    mounts: () => files.mounts(),
  };
}
