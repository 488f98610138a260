import { createServer, type Server, type Socket } from 'node:net';

/** Connections that a port of the machine takes at the same time. */
const mostConnections = 512;

/**
 * Opens a port on the machine's loopback. Resolves to a function that closes it and its connections; rejects with the
 * system's error (`EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`).
 */
export function openPort(
  address: string,
  port: number,
  accept: (socket: Socket) => void,
): Promise<() => Promise<void>> {
  const sockets = new Set<Socket>();
  return new Promise((resolve, reject) => {
    const server: Server = createServer({ allowHalfOpen: true }, (socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
      accept(socket);
    });
    server.maxConnections = mostConnections;
    server.once('error', reject);
    server.listen({ host: address, port, exclusive: true }, () => {
      server.off('error', reject);
      server.on('error', () => undefined);
      resolve(
        () =>
          new Promise((done) => {
            server.close(() => done());
            for (const socket of sockets) socket.destroy();
          }),
      );
    });
  });
}

/** The system's code of an error, `EADDRINUSE` and so on. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
