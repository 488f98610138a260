import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** The body of a request to upgrade is some options at most, in bytes. */
const largest = 1024 * 1024;

/**
 * Takes the body of a request that asks to upgrade off its connection, where Node leaves it, so that what follows is
 * the hijacked conversation. Rejects when the body is too large, of unknown length, or breaks off.
 */
export async function takeBody(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<Buffer> {
  const length = Number(request.headers['content-length'] ?? 0);
  if (!Number.isSafeInteger(length) || length < 0 || length > largest || request.headers['transfer-encoding']) {
    throw new Error('the body of a request to upgrade is too large, or of unknown length');
  }
  const chunks = [head];
  let read = head.length;
  while (read < length) {
    const chunk = await nextChunk(socket);
    if (!chunk) throw new Error('the body breaks off');
    chunks.push(chunk);
    read += chunk.length;
  }
  const all = Buffer.concat(chunks);
  if (all.length > length) socket.unshift(all.subarray(length));
  return all.subarray(0, length);
}

/** What comes next on a connection; undefined at its end. */
function nextChunk(socket: Duplex): Promise<Buffer | undefined> {
  const ready = socket.read() as Buffer | null;
  if (ready) return Promise.resolve(ready);
  return new Promise((resolve) => {
    const look = (): void => {
      const chunk = socket.read() as Buffer | null;
      if (!chunk && !socket.readableEnded && !socket.destroyed) return;
      socket.off('readable', look).off('end', look).off('close', look);
      resolve(chunk ?? undefined);
    };
    socket.on('readable', look).on('end', look).on('close', look);
  });
}
