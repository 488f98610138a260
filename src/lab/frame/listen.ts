import { chmod, rm } from 'node:fs/promises';
import { connect, type AddressInfo, type Server, type Socket } from 'node:net';

/** Listens on a Unix socket (only its owner may connect) or a named pipe; what a killed lab left there is removed. */
export async function listenOnSocket(server: Server, address: string): Promise<void> {
  try {
    await listening(server, { path: address });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (await answers(address)) throw new Error(`another program listens at ${address}`, { cause: error });
    await rm(address, { force: true });
    await listening(server, { path: address });
  }
  if (process.platform !== 'win32') await chmod(address, 0o600);
}

/** Listens on the loopback address: on the port that is wished for, else on any that is free. Returns the port. */
export async function listenOnLoopback(server: Server, wish: number | undefined): Promise<number> {
  const at = (port: number) => listening(server, { port, host: '127.0.0.1', exclusive: true });
  if (wish !== undefined) {
    try {
      await at(wish);
      return wish;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  await at(0);
  return (server.address() as AddressInfo).port;
}

const listening = (server: Server, options: object): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });

/** Does somebody listen at the address? */
export const answers = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });

/** Remembers a server's connections, the hijacked ones too; returns how to end all of them at once. */
export function rememberConnections(server: Server): () => void {
  const open = new Set<{ destroy: () => void }>();
  const remember = (socket: Socket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  };
  server.on('connection', remember);
  return () => {
    for (const socket of open) socket.destroy();
  };
}
