import type { Duplex } from 'node:stream';
import type { Session, Size } from '../../core/resources/verb';
import { numberOf, textOf } from './answer';
import type { DockerClient } from './client';
import { pathOf } from './transport';

/** What of a client a program in a container needs. */
export type ExecClient = Pick<DockerClient, 'make' | 'hijack' | 'act' | 'get'>;

/**
 * Runs a program in a container, with a terminal of its own.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Exec
 */
export async function openExec(
  client: ExecClient,
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
  let resized = Promise.resolve();
  const resize = ({ columns: w, rows: h }: Size) => {
    const call = { method: 'POST', path: pathOf('exec', id, 'resize'), query: { w, h } } as const;
    // One after the other, so that the last size is the one that stays. A program that has ended has none: 404, 409 and
    // 500 are all told by the end of its output.
    resized = resized.then(() => client.act(call, signal)).then(nothing, nothing);
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

const nothing = (): void => undefined;

async function exitCode(client: ExecClient, id: string, signal: AbortSignal): Promise<number | undefined> {
  try {
    const found = await client.get({ path: pathOf('exec', id, 'json') }, signal);
    return found?.['Running'] === false ? numberOf(found['ExitCode']) : undefined;
  } catch {
    return undefined;
  }
}
