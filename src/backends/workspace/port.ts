import { readdir, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import type { Observers, PortFacts } from '../../core/course/check';
import { answersLocally, parseListeners, type Listener } from '../../core/course/readers/sockets';
import { network } from '../../core/errors';
import { systemTextOf } from './bytes';
import { onMachine, type Machine } from './machine';
import { observe } from './observe';
import { orGone, ownProcesses } from './processes';

/** How long a connection to this machine may take, in milliseconds. */
const patience = 1_000;

/** Who looks whether somebody listens on a port of this machine, and on Linux also who and where. */
export function portObserver(machine: Machine): Observers['port'] {
  return ({ port }, _scene, signal) =>
    observe(String(port), async (): Promise<PortFacts> => {
      if (machine.platform !== 'linux') return { state: await knock(port, signal) };
      const listeners = await listenersOn(port, machine, signal);
      // Who is known to listen is not disturbed: some programs serve one connection and end.
      const state = listeners.some(answersLocally) ? 'open' : await knock(port, signal);
      const pid = await ownerOf(listeners, machine, signal);
      const addresses = [...new Set(listeners.map(({ address }) => address))].sort();
      return { state, addresses, ...(pid !== undefined && { pid }) };
    });
}

async function listenersOn(port: number, machine: Machine, signal: AbortSignal): Promise<readonly Listener[]> {
  const tables = ['/proc/net/tcp', '/proc/net/tcp6'].map(async (table) =>
    // Without IPv6 there is no second table.
    parseListeners((await orGone(systemTextOf(onMachine(machine, table), signal))) ?? ''),
  );
  return (await Promise.all(tables)).flat().filter((one) => one.port === port);
}

/** The first of one's own processes that holds one of the sockets; others do not show what they hold. */
async function ownerOf(
  listeners: readonly Listener[],
  machine: Machine,
  signal: AbortSignal,
): Promise<number | undefined> {
  const mine = listeners.filter(({ uid }) => uid === machine.uid);
  const links = new Set(mine.map(({ inode }) => `socket:[${inode}]`));
  if (links.size === 0) return undefined;
  for (const pid of await ownProcesses(machine, signal)) {
    const folder = onMachine(machine, `/proc/${pid}/fd`);
    for (const name of (await orGone(readdir(folder))) ?? []) {
      const link = await orGone(readlink(`${folder}/${name}`));
      if (link !== undefined && links.has(link)) return pid;
    }
  }
  return undefined;
}

/** Connects to both loopback addresses and hangs up at once. */
async function knock(port: number, signal: AbortSignal): Promise<PortFacts['state']> {
  const found = await Promise.all(['127.0.0.1', '::1'].map((host) => knockAt(host, port, signal)));
  signal.throwIfAborted();
  if (found.includes('open')) return 'open';
  if (found.includes('silent')) throw network({ place: `127.0.0.1:${port}` });
  return 'refused';
}

function knockAt(host: string, port: number, signal: AbortSignal): Promise<'open' | 'refused' | 'silent'> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal });
    const end = (answer: 'open' | 'refused' | 'silent'): void => {
      resolve(answer);
      socket.destroy();
    };
    socket.setTimeout(patience, () => end('silent'));
    socket.on('connect', () => end('open'));
    // A machine without IPv6 refuses in words of its own.
    socket.on('error', () => end('refused'));
  });
}
