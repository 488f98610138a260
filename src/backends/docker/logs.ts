import { isObject } from './answer';
import type { DockerClient } from './client';
import { Demultiplexer, type Piece } from './frames';
import { pathOf } from './transport';

// A follower begins with this many lines of the past.
const past = 1000;

// What a check reads at most, in bytes, and in lines: so much is found quickly in a log of any size.
const most = 1024 * 1024;
const mostLines = 100_000;

/**
 * What a container has written, at most the last MiB, stdout and stderr in their order; undefined without a container.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerLogs
 */
export async function readLogs(client: DockerClient, name: string, signal: AbortSignal): Promise<string | undefined> {
  const terminal = await hasTerminal(client, name, signal);
  if (terminal === undefined) return undefined;
  let kept: Buffer[] = [];
  let length = 0;
  for await (const { bytes } of pieces(client, name, { terminal, tail: mostLines, follow: false }, signal)) {
    kept.push(bytes);
    length += bytes.length;
    if (length > 2 * most) {
      kept = [Buffer.concat(kept).subarray(-most)];
      length = most;
    }
  }
  return textOf(Buffer.concat(kept).subarray(-most));
}

/** Follows what a container writes, from its last lines on until it ends; reads no faster than it is asked to. */
export async function* followLogs(client: DockerClient, id: string, signal: AbortSignal): AsyncGenerator<string, void> {
  const terminal = (await hasTerminal(client, id, signal)) ?? false;
  // A character may be cut in two between pieces of the same stream.
  const decoders = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  for await (const { from, bytes } of pieces(client, id, { terminal, tail: past, follow: true }, signal)) {
    const text = decoders[from].decode(bytes, { stream: true });
    if (text !== '') yield text;
  }
}

async function hasTerminal(client: DockerClient, name: string, signal: AbortSignal): Promise<boolean | undefined> {
  const container = await client.get({ path: pathOf('containers', name, 'json') }, signal);
  if (!container) return undefined;
  return isObject(container['Config']) && container['Config']['Tty'] === true;
}

type Wish = { readonly terminal: boolean; readonly tail: number; readonly follow: boolean };

async function* pieces(
  client: DockerClient,
  name: string,
  { terminal, tail, follow }: Wish,
  signal: AbortSignal,
): AsyncGenerator<Piece, void> {
  const query = { stdout: true, stderr: true, tail, follow };
  const chunks = await client.stream({ path: pathOf('containers', name, 'logs'), query }, signal);
  const demultiplexer = new Demultiplexer();
  for await (const chunk of chunks) {
    const found = terminal ? [{ from: 'stdout', bytes: chunk } as const] : demultiplexer.push(chunk);
    if (!found) throw await client.lost(signal);
    yield* found;
  }
  if (!demultiplexer.isWhole) throw await client.lost(signal);
}

// The cut may have gone through a character: what is left of it is not text.
function textOf(bytes: Buffer): string {
  let start = 0;
  while (start < 3 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start += 1;
  return bytes.subarray(start).toString();
}
