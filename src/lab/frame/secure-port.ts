import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createServer, TLSSocket } from 'node:tls';
import { serveRoutes, type ApiOptions } from '../http/server';
import type { Engine } from './engine';
import { keysIn, type Keys } from './keys';
import { listenOnLoopback, rememberConnections } from './listen';

/** An engine's port on loopback. */
export type SecurePort = { readonly port: number; readonly keys: Keys; readonly close: () => void };

/**
 * Serves an engine's API on loopback over TLS to those who hold the lab's client key; others are told 401. The port is
 * the one of the last time when that is free.
 */
export async function openSecurePort(
  engine: Engine,
  folder: string,
  now: number,
  report: ApiOptions['report'],
): Promise<SecurePort> {
  const keys = await keysIn(folder, now);
  const api = serveRoutes(engine.routes, {
    ...engine.api,
    ...(report && { report }),
    admits: ({ socket }) => socket instanceof TLSSocket && socket.authorized,
  });
  const server = createServer({ ...keys.server, ca: keys.ca, requestCert: true, rejectUnauthorized: false });
  server.on('secureConnection', (socket) => void api.emit('connection', socket));
  server.on('tlsClientError', () => undefined);
  const cut = rememberConnections(server);
  const note = path.join(folder, `${engine.id}.port`);
  const port = await listenOnLoopback(server, await portIn(note));
  await writeFile(note, String(port), { mode: 0o600 });
  return {
    port,
    keys,
    close: () => {
      server.close();
      cut();
    },
  };
}

async function portIn(note: string): Promise<number | undefined> {
  try {
    const port = Number(await readFile(note, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}
