import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type * as http from 'node:http';
import * as net from 'node:net';
import { createServer, TLSSocket, type Server } from 'node:tls';
import { serveRoutes, type ApiOptions } from '../http/server';
import type { Engine } from './engine';
import { keyFolder, keysIn, type Keys } from './keys';
import { listenOnLoopback, rememberConnections } from './listen';

/** An engine's port on loopback. */
export type SecurePort = {
  readonly port: number;
  /** The folder with ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH wants it; they are there once it is prepared. */
  readonly clientFolder: string;
  /** Reads or makes the keys, for which a start has no time; the first connection does so too. Rejects when it cannot. */
  readonly prepare: () => Promise<void>;
  readonly close: () => void;
};

/**
 * Serves an engine's API on loopback over TLS to those who hold the lab's client key; others are told 401. The port is
 * the one of the last time when that is free. Who connects before the keys are there waits for them.
 */
export async function openSecurePort(
  engine: Engine,
  folder: string,
  now: () => number,
  report: NonNullable<ApiOptions['report']>,
  failed: (error: unknown) => void,
): Promise<SecurePort> {
  const api = serveRoutes(engine.routes, {
    ...engine.api,
    report,
    admits: ({ socket }) => socket instanceof TLSSocket && socket.authorized,
  });
  let secured: Promise<Server> | undefined;
  const prepare = (): Promise<Server> =>
    (secured ??= keysIn(folder, now()).then(
      (keys) => secure(keys, api),
      (error: unknown) => {
        // The next one may find a disk with room again.
        secured = undefined;
        failed(error);
        throw error;
      },
    ));
  const server = net.createServer((socket) => {
    socket.on('error', () => undefined);
    prepare().then(
      (tls) => tls.emit('connection', socket),
      () => socket.destroy(),
    );
  });
  const cut = rememberConnections(server);
  const note = path.join(folder, `${engine.id}.port`);
  const port = await listenOnLoopback(server, await portIn(note));
  await writeFile(note, String(port), { mode: 0o600 });
  return {
    port,
    clientFolder: keyFolder(folder),
    prepare: async () => {
      await prepare();
    },
    close: () => {
      server.close();
      cut();
    },
  };
}

function secure(keys: Keys, api: http.Server): Server {
  const server = createServer({ ...keys.server, ca: keys.ca, requestCert: true, rejectUnauthorized: false });
  server.on('secureConnection', (socket) => void api.emit('connection', socket));
  server.on('tlsClientError', () => undefined);
  return server;
}

async function portIn(note: string): Promise<number | undefined> {
  try {
    const port = Number(await readFile(note, 'utf8'));
    return Number.isInteger(port) && port > 1023 && port < 65_536 ? port : undefined;
  } catch {
    return undefined;
  }
}
