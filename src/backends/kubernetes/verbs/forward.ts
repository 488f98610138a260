import * as net from 'node:net';
import { kubernetesNoPod, kubernetesPortTaken } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Answers, type Outcome, type Verb } from '../../../core/resources/verb';
import type { Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { openChannels, type Channels } from '../channels';
import type { Cluster } from '../cluster';
import type { Held } from '../kinds/spec';
import { listOf, metadataOf, numberOf, specOf, statusOf, wordOf } from '../object';
import { podOf } from './inside';
import { heldOf, kubectl, named, readLive, titled } from './kubectl';

const isPort = (input: string, least: number): boolean =>
  /^\d{1,5}$/.test(input) && Number(input) >= least && Number(input) < 65_536;

const notPort: Text = {
  en: 'A port is a number from 1 to 65535; 0 takes any that is free.',
  zh: '端口是 1 到 65535 的数字；0 表示任选一个空闲端口。',
};

const remoteOf = (answers: Answers): string => answerTo(answers, 'remote');
const localOf = (answers: Answers): string => answerTo(answers, 'local') || remoteOf(answers);

/** Makes a port of a Pod a port of this machine, until it is stopped. */
export const portForward = (cluster: Cluster): Verb<Resource> => ({
  id: 'portForward',
  applies: (target) =>
    heldOf(target).more?.hasEnded !== true && (heldOf(target).more?.selector !== undefined || target.kind === 'pod'),
  reads: true,
  questions: (target) => [
    {
      id: 'remote',
      title: { en: 'Which port', zh: '转发哪个端口' },
      ask: 'choice',
      free: true,
      choices: () =>
        [...new Set(heldOf(target).more?.ports ?? [])].map((port) => ({ value: String(port), label: String(port) })),
    },
    {
      id: 'local',
      title: { en: 'The port of this machine; 0 takes any', zh: '本机端口，0 表示任选' },
      ask: 'text',
      value: '0',
      refuse: (input) => (isPort(input, 0) ? undefined : notPort),
    },
  ],
  commandLine: (target, answers) => {
    const held = heldOf(target);
    const local = localOf(answers) === '0' ? '' : localOf(answers);
    return kubectl(cluster, held.namespace, 'port-forward', named(held), `${local}:${remoteOf(answers)}`);
  },
  run: async (target, answers, signal) => {
    const held = heldOf(target);
    const port = Number(remoteOf(answers));
    // Looked at once now, so that what cannot be is said at once.
    await endOf(cluster, held, port, signal);
    return await forward(cluster, held, port, Number(localOf(answers)));
  },
});

/** The Pod and its port behind an object and its port: a Service's port has a target, by number or by name. */
async function endOf(cluster: Cluster, held: Held, port: number, signal: AbortSignal) {
  const pod = await podOf(cluster, held, signal);
  if (wordOf(statusOf(pod), 'phase') !== 'Running') throw kubernetesNoPod({ object: titled(held) });
  const name = wordOf(metadataOf(pod), 'name');
  if (held.type.kind !== 'Service') return { name, port };
  const service = await readLive(cluster, held, signal);
  const found = listOf(specOf(service), 'ports').find((one) => numberOf(one, 'port') === port);
  const target = wordOf(found, 'targetPort') || String(port);
  return { name, port: Number(target) || namedPort(pod, target) || port };
}

const namedPort = (pod: Raw, name: string): number =>
  listOf(specOf(pod), 'containers')
    .flatMap((one) => listOf(one, 'ports'))
    .filter((one) => one['name'] === name)
    .map((one) => numberOf(one, 'containerPort'))[0] ?? 0;

async function forward(cluster: Cluster, held: Held, port: number, wanted: number): Promise<Outcome> {
  const stopping = new AbortController();
  const server = net.createServer({ pauseOnConnect: true }, (socket) => {
    void join(cluster, held, port, socket, stopping.signal);
  });
  const local = await listen(server, wanted);
  const ended = new Promise<void>((resolve) => server.once('close', resolve));
  const stop = () => {
    stopping.abort();
    server.close();
    cluster.running.delete(stop);
  };
  cluster.running.add(stop);
  return {
    show: 'running',
    title: `${titled(held)}:${port} → 127.0.0.1:${local}`,
    url: `http://127.0.0.1:${local}/`,
    ended,
    stop,
  };
}

function listen(server: net.Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(kubernetesPortTaken({ port, why: error.code ?? error.message }, error)),
    );
    server.listen(port, '127.0.0.1', () => {
      resolve((server.address() as net.AddressInfo).port);
    });
  });
}

/** How much waits to go out before this side has to wait, in bytes. */
const most = 1_000_000;

/** Each connection has a WebSocket of its own; the first two bytes of each stream are the port and nothing else. */
async function join(
  cluster: Cluster,
  held: Held,
  wanted: number,
  socket: net.Socket,
  signal: AbortSignal,
): Promise<void> {
  const cut = () => socket.destroy();
  signal.addEventListener('abort', cut, { once: true });
  socket.on('error', () => undefined);
  const gone = new AbortController();
  socket.once('close', () => {
    signal.removeEventListener('abort', cut);
    gone.abort();
  });
  const seen = new Set<number>();
  const holder: { channels?: Channels } = {};
  const take = (channel: number, data: Buffer) => {
    const isFirst = !seen.has(channel);
    seen.add(channel);
    if (isFirst && data.length <= 2) return;
    if (channel === 1) socket.destroy();
    else if (!socket.write(data)) holder.channels?.pause();
  };
  try {
    const { name, port } = await endOf(cluster, held, wanted, gone.signal);
    const { namespace = '' } = held;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/portforward?ports=${port}`;
    const channels = await openChannels(
      cluster.client,
      { path, pod: name, right: 'pods/portforward' },
      take,
      gone.signal,
    );
    holder.channels = channels;
    socket.on('drain', () => channels.resume());
    socket.on('data', (data) => {
      channels.send(0, data);
      if (channels.waiting() > most) hold(socket, channels);
    });
    socket.once('end', () => channels.close());
    socket.resume();
    await channels.closed;
    socket.end();
  } catch {
    // The Pod is gone or does not listen: the connection is refused, the next one is tried anew.
    socket.destroy();
  }
}

/** Reads no more until what was sent has gone out. */
function hold(socket: net.Socket, channels: Channels): void {
  socket.pause();
  const timer = setInterval(() => {
    if (!socket.destroyed && channels.waiting() > most / 2) return;
    clearInterval(timer);
    socket.resume();
  }, 20);
}
