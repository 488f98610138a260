import type { Duplex } from 'node:stream';
import type { Value } from './data';

/** What a client says: first who it is, then statements. The lab's own protocol, behind MariaDB's greeting packet. */
export type Said =
  { readonly user: string; readonly password: string; readonly database?: string } | { readonly sql: string };

/** What the server answers to each. */
export type Told = {
  readonly columns?: readonly string[];
  readonly rows?: readonly (readonly Value[])[];
  readonly changed?: number;
  readonly error?: { readonly number: number; readonly state: string; readonly message: string };
};

/** Reads lines of JSON behind an optional greeting packet; hands each on. */
export function onLines(socket: Duplex, limit: number, handle: (line: string) => void, packetFirst = false): void {
  let held = Buffer.alloc(0);
  let greeted = !packetFirst;
  socket.on('data', (chunk: Buffer) => {
    held = Buffer.concat([held, chunk]);
    if (!greeted && held.length >= 4 && held.length >= 4 + held.readUIntLE(0, 3)) {
      held = held.subarray(4 + held.readUIntLE(0, 3));
      greeted = true;
    }
    if (held.length > limit) return void socket.destroy();
    for (let end = held.indexOf(10); greeted && end !== -1; end = held.indexOf(10)) {
      const line = held.subarray(0, end).toString('utf8');
      held = held.subarray(end + 1);
      handle(line);
    }
  });
}

/** Asks a server one thing after the other over a connection; rejects when it hangs up. */
export function databaseClient(socket: Duplex): {
  readonly ask: (said: Said) => Promise<Told>;
  readonly close: () => void;
} {
  const waiting: { readonly resolve: (told: Told) => void; readonly reject: (error: Error) => void }[] = [];
  onLines(socket, 64 * 1024 * 1024, (line) => waiting.shift()?.resolve(JSON.parse(line) as Told), true);
  const end = () => waiting.splice(0).forEach(({ reject }) => reject(new Error('Lost connection to server')));
  for (const event of ['end', 'close', 'error']) socket.on(event, end);
  return {
    ask: (said) =>
      new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        socket.write(`${JSON.stringify(said)}\n`);
      }),
    close: () => socket.destroy(),
  };
}
