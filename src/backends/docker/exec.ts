import type { Duplex } from 'node:stream';
import type { Session, Size } from '../../core/resources/verb';
import { numberOf, textOf } from './answer';
import type { DockerClient } from './client';
import { pathOf } from './transport';

/**
 * Runs a program in a container, with a terminal of its own.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Exec
 */
export async function openExec(
  client: DockerClient,
  container: string,
  command: readonly string[],
  size: Size,
  signal: AbortSignal,
): Promise<Session> {
  const body = { AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true, Cmd: command };
  const created = await client.make({ method: 'POST', path: pathOf('containers', container, 'exec'), body }, signal);
  const id = textOf(created['Id']);
  const start = { method: 'POST', path: pathOf('exec', id, 'start'), body: { Detach: false, Tty: true } } as const;
  const connection = await client.hijack(start, signal);
  const resize = ({ columns: w, rows: h }: Size) => {
    // A program that has ended has no size: 404, 409 and 500 are all told by the end of its output.
    client.act({ method: 'POST', path: pathOf('exec', id, 'resize'), query: { w, h } }, signal).catch(() => undefined);
  };
  resize(size);
  const closed = new Promise<void>((resolve) => connection.once('close', resolve));
  return {
    output: outputOf(connection),
    input: (data) => {
      if (connection.writable) connection.write(data);
    },
    resize,
    ended: closed.then(() => exitCode(client, id, signal)),
  };
}

async function* outputOf(connection: Duplex): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of connection) yield chunk as Buffer;
  } catch {
    // A connection that broke off is told by `ended`: there is no code then.
  } finally {
    connection.destroy();
  }
}

async function exitCode(client: DockerClient, id: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const found = await client.get({ path: pathOf('exec', id, 'json') }, signal);
    return found?.['Running'] === false ? numberOf(found['ExitCode']) : undefined;
  } catch {
    return undefined;
  }
}
