import type { Readable, Writable } from 'node:stream';

/** Where the two outputs of a container go. */
export type Outputs = { readonly stdout: NodeJS.WritableStream; readonly stderr: NodeJS.WritableStream };

/** Waits until a stream takes more, or has gone. */
function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stream.off('drain', done);
      stream.off('close', done);
      stream.off('error', done);
      resolve();
    };
    stream.on('drain', done).on('close', done).on('error', done);
  });
}

/** Writes, and waits while the reader is behind. */
export async function put(stream: NodeJS.WritableStream, bytes: Uint8Array | string): Promise<void> {
  if (!stream.writable) return;
  if (!stream.write(bytes)) await drained(stream);
}

/** Copies everything as it comes. */
export async function copy(from: Readable, to: NodeJS.WritableStream): Promise<void> {
  for await (const chunk of from) await put(to, chunk as Buffer);
}

/**
 * Parts the frames of a stream without terminal, each of 8 bytes (which output, three zeros, length) and its content,
 * as the Engine API describes under "Attach to a container".
 */
export async function unframe(from: Readable, to: Outputs): Promise<void> {
  let kept: Buffer = Buffer.alloc(0);
  for await (const chunk of from) {
    kept = kept.length ? Buffer.concat([kept, chunk as Buffer]) : (chunk as Buffer);
    while (kept.length >= 8) {
      const end = 8 + kept.readUInt32BE(4);
      if (kept.length < end) break;
      await put(kept[0] === 2 ? to.stderr : to.stdout, kept.subarray(8, end));
      kept = kept.subarray(end);
    }
  }
}

/** Sends everything that is read, then says that nothing more comes. */
export async function feed(
  from: NodeJS.ReadableStream,
  to: Writable,
  check: (bytes: Buffer) => Buffer | undefined,
): Promise<void> {
  for await (const chunk of from) {
    const bytes = check(Buffer.from(chunk as Buffer));
    if (bytes === undefined) return;
    if (to.destroyed) return;
    if (bytes.length) await put(to, bytes);
  }
  to.end();
}
