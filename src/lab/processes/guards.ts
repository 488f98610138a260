import type { Duplex } from 'node:stream';
import type { Files } from '../kernel/files';
import type { Listener, NetworkStack } from '../kernel/network';

/** Lets a promise pass only while the process runs; rejects with Gone when it has ended. */
export type Guard = <T>(work: Promise<T>) => Promise<T>;

/** Files whose every answer goes through a process's guard. */
export function guardFiles(files: Files, guard: Guard): Files {
  return {
    stat: (path) => guard(files.stat(path)),
    lstat: (path) => guard(files.lstat(path)),
    realpath: (path) => guard(files.realpath(path)),
    list: (path) => guard(files.list(path)),
    read: (path) => guard(files.read(path)),
    write: (path, data, options) => guard(files.write(path, data, options)),
    mkdir: (path, options) => guard(files.mkdir(path, options)),
    remove: (path, options) => guard(files.remove(path, options)),
    rename: (from, to) => guard(files.rename(from, to)),
    symlink: (target, path) => guard(files.symlink(target, path)),
    link: (from, path) => guard(files.link(from, path)),
    chmod: (path, mode) => guard(files.chmod(path, mode)),
    chown: (path, uid, gid, options) => guard(files.chown(path, uid, gid, options)),
    utimes: (path, mtime) => guard(files.utimes(path, mtime)),
    as: (who) => guardFiles(files.as(who), guard),
    mounts: () => files.mounts(),
  };
}

/** What a process has open in its network. */
export type Opened = { readonly sockets: Set<Duplex>; readonly listeners: Set<Listener> };

/** A network whose listeners and connections are closed with the process that opened them. */
export function guardNetwork(
  network: NetworkStack,
  guard: Guard,
  opened: Opened,
  running: () => boolean,
): NetworkStack {
  const keep = (socket: Duplex): Duplex => {
    if (!running()) return socket.destroy();
    opened.sockets.add(socket);
    socket.once('close', () => opened.sockets.delete(socket));
    // A connection that breaks is told to who reads and writes it; without a listener it would end the whole lab.
    socket.on('error', () => undefined);
    return socket;
  };
  return {
    interfaces: () => network.interfaces(),
    resolve: (name) => guard(network.resolve(name)),
    reverse: (address) => guard(network.reverse(address)),
    nameServer: () => network.nameServer(),
    listen: (port, address, onConnection) =>
      guard(
        network
          .listen(port, address, (socket) => onConnection(keep(socket)))
          .then((listener) => {
            const mine = {
              ...listener,
              close: () => {
                opened.listeners.delete(mine);
                listener.close();
              },
            };
            if (running()) opened.listeners.add(mine);
            else listener.close();
            return mine;
          }),
      ),
    connect: (host, port) => guard(network.connect(host, port).then(keep)),
    ping: (address) => guard(network.ping(address)),
    listeners: () => network.listeners(),
  };
}

/** Closes everything that a process has open. */
export function closeOpened(opened: Opened): void {
  for (const listener of [...opened.listeners]) listener.close();
  for (const socket of opened.sockets) socket.destroy();
  opened.sockets.clear();
}
