import { kubernetesNoSession } from '../../core/errors';
import type { Session, Size } from '../../core/resources/verb';
import { isObject, parse } from '../docker/answer';
import { reasonOf, until } from '../docker/deadline';
import type { KubernetesClient } from './client';
import { listOf, within, wordOf } from './object';
import { loadSdk } from './sdk';

/** A WebSocket that carries several streams, each message beginning with the number of its stream. */
export type Channels = {
  readonly send: (channel: number, data: Uint8Array | string) => void;
  /** Lets the other side wait, or go on. */
  readonly pause: () => void;
  readonly resume: () => void;
  /** How much was sent that has not gone out yet, in bytes. */
  readonly waiting: () => number;
  readonly close: () => void;
  /** Resolves when it is closed, by whichever side. */
  readonly closed: Promise<void>;
};

/** What is opened, and the right that it takes, for the sentence when it is refused. */
export type Opening = { readonly path: string; readonly pod: string; readonly right: 'pods/exec' | 'pods/portforward' };

/** The part of the library's WebSocket that is used; its own types are of a package that does not come along. */
type Socket = {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly send: (data: Uint8Array) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly close: () => void;
  readonly terminate: () => void;
  readonly addEventListener: (event: 'error' | 'close', listener: () => void) => void;
};

/**
 * Opens one; the signal closes it at any time.
 * https://kubernetes.io/docs/reference/generated/kubernetes-api/v1.33/#-strong-proxy-operations-pod-v1-core-strong-
 */
export async function openChannels(
  client: KubernetesClient,
  { path, pod, right }: Opening,
  take: (channel: number, data: Buffer) => void,
  signal: AbortSignal,
): Promise<Channels> {
  const { config } = await client.connection(signal);
  const { Exec } = await loadSdk();
  const opening = new Exec(config).handler.connect(path, null, (channel, data) => {
    take(channel, data);
    return true;
  }) as Promise<unknown> as Promise<Socket>;
  opening.then((late) => signal.aborted && late.terminate()).catch(() => undefined);
  const socket = await until(opening, signal).catch((error: unknown) => {
    if (signal.aborted) throw reasonOf(signal);
    const status = statusIn(error);
    throw kubernetesNoSession({ pod, status, right }, error);
  });
  const cut = () => socket.terminate();
  signal.addEventListener('abort', cut, { once: true });
  const closed = new Promise<void>((resolve) => {
    socket.addEventListener('error', () => undefined);
    socket.addEventListener('close', () => {
      signal.removeEventListener('abort', cut);
      resolve();
    });
  });
  return {
    send: (channel, data) => {
      if (socket.readyState === 1) socket.send(Buffer.concat([Buffer.of(channel), Buffer.from(data)]));
    },
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    waiting: () => socket.bufferedAmount,
    close: () => socket.close(),
    closed,
  };
}

/** The library has the status in its words only. */
function statusIn(error: unknown): string {
  const said = isObject(error) || error instanceof Error ? String((error as { message?: unknown }).message) : '';
  return /\b(\d{3})\b/.exec(said)?.[1] ?? '0';
}

// The streams of exec: https://pkg.go.dev/k8s.io/apimachinery/pkg/util/remotecommand
const streams = { input: 0, output: 1, error: 2, status: 3, size: 4 } as const;

/** How much output waits to be read before the program has to wait, in bytes. */
const most = 1_000_000;

/** Runs a program in a container, with a terminal. */
export async function openSession(
  client: KubernetesClient,
  opening: Opening,
  size: Size,
  signal: AbortSignal,
): Promise<Session> {
  const queue: Uint8Array[] = [];
  let [waiting, wake, isOver]: [number, () => void, boolean] = [0, () => undefined, false];
  let code: number | undefined;
  const holder: { channels?: Channels } = {};
  const take = (channel: number, data: Buffer) => {
    // The number of the stream has been taken off already.
    if (channel === streams.status) code = exitCodeIn(data.toString());
    if (channel !== streams.output && channel !== streams.error) return;
    queue.push(data);
    waiting += data.length;
    if (waiting > most) holder.channels?.pause();
    wake();
  };
  const channels = await openChannels(client, opening, take, signal);
  holder.channels = channels;
  const resize = ({ columns, rows }: Size) =>
    channels.send(streams.size, JSON.stringify({ Width: columns, Height: rows }));
  resize(size);
  const ended = channels.closed.then(() => {
    isOver = true;
    wake();
    return code;
  });
  async function* read(): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const data = queue.shift();
      if (data !== undefined) {
        waiting -= data.length;
        if (waiting <= most / 2) channels.resume();
        yield data;
      } else if (isOver) return;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return { output: read(), input: (data) => channels.send(streams.input, data), resize, ended };
}

/** The Status at the end: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
function exitCodeIn(text: string): number | undefined {
  const status = parse(text);
  if (!isObject(status)) return undefined;
  if (status['status'] === 'Success') return 0;
  const cause = listOf(within(status, 'details'), 'causes').find((one) => one['reason'] === 'ExitCode');
  return cause === undefined ? undefined : Number(wordOf(cause, 'message'));
}
