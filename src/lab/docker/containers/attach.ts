import { ApiError, type Call } from '../../http/call';
import { Gone } from '../../kernel/process';
import { keyWatch, openClient, parseKeys, usualKeys, type Client } from './client';
import type { Container } from './record';
import type { Sink } from './stdio';
import type { ContainerStore } from './store';

/** A query's truth as the engine reads it: everything but the words of no. */
export function isTrue(text: string | null): boolean {
  return !['', '0', 'no', 'false', 'none', 'null'].includes((text ?? '').trim().toLowerCase());
}

/** What a hijacked stream calls itself: multiplexed only without a terminal, and for clients that know the word. */
export function streamType(call: Call, terminal: boolean): string {
  const knows = call.version[0] > 1 || call.version[1] >= 42;
  return !terminal && knows ? 'application/vnd.docker.multiplexed-stream' : 'application/vnd.docker.raw-stream';
}

/** Serves `POST /containers/{id}/attach`: logs first when asked, then the streams until the run ends or the client leaves. */
export async function serveAttach(store: ContainerStore, call: Call): Promise<void> {
  const reference = call.params['id'] ?? '';
  const container = store.find(reference);
  if (!container) {
    // Clients that wait for a stream get the one refusal of the API that is not JSON.
    call.send(404, `No such container: ${reference}\r\n`, 'application/vnd.docker.raw-stream');
    return;
  }
  const { status } = container.state;
  if (status === 'paused') {
    throw new ApiError(409, `container ${container.id} is paused, unpause the container before attach`);
  }
  if (status === 'restarting') {
    throw new ApiError(409, `container ${container.id} is restarting, wait until the container is running`);
  }
  const text = call.query.get('detachKeys') ?? '';
  const keys = text === '' ? usualKeys : parseKeys(text);
  if (!keys) throw new ApiError(400, `Invalid detach keys (${text}) provided`);
  const wants = (name: string) => isTrue(call.query.get(name));
  const terminal = container.config.Tty;
  const client = openClient(store.parts.clock, call.hijack(streamType(call, terminal)), !terminal);
  store.emit(container, 'attach');
  if (wants('logs')) await sendLog(container, client, wants);
  if (!wants('stream')) {
    client.end();
    return;
  }
  const sink: Sink = {
    write: (stream, chunk) => (wants(stream) ? client.write(stream, chunk) : Promise.resolve()),
    end: () => client.end(),
  };
  const detach = container.stdio.attach(sink);
  void client.closed.then(detach);
  const left = await copyInput(container, client, wants('stdin'), keys);
  if (left === 'detached') {
    detach();
    store.emit(container, 'detach');
    client.end();
  }
}

async function sendLog(container: Container, client: Client, wants: (name: string) => boolean): Promise<void> {
  let last = 0;
  for (;;) {
    const lines = container.log.after(last, 100);
    if (lines.length === 0) return;
    for (const { stream, data, number } of lines) {
      last = number;
      if (wants(stream)) await client.write(stream, data);
    }
  }
}

/** Hands on what the client types. Its half-close is the end of input for a container that wants one client only. */
async function copyInput(
  container: Container,
  client: Client,
  wanted: boolean,
  keys: Buffer,
): Promise<'detached' | 'ended'> {
  const { config, stdio } = container;
  const watch = config.Tty ? keyWatch(keys) : (chunk: Buffer) => chunk;
  const { keyboard } = stdio;
  try {
    for await (const chunk of client.input()) {
      const passed = watch(chunk);
      if (!passed) return 'detached';
      if (wanted && config.OpenStdin && passed.length > 0) await keyboard.push(passed);
    }
  } catch (error) {
    if (!(error instanceof Gone)) throw error;
  }
  if (wanted && config.StdinOnce && !config.Tty) keyboard.close();
  return 'ended';
}
