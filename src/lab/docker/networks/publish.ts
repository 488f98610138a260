import { ApiError } from '../../http/call';
import type { PortBinding, PortMap } from '../model';
import { splice } from './connection';
import { isIPv4, isIPv6, type Socket } from 'node:net';
import { codeOf, openPort } from './real-port';
import type { Sandbox } from './sandbox';
import { dialPublished, type Published, type World } from './topology';

/** What a container wants to have published. */
export type PortPlan = {
  readonly exposed: readonly string[];
  readonly bindings: PortMap;
  readonly publishAll: boolean;
};

/** Ports that are open, as inspect shows them, and a function that closes them. */
export type OpenPorts = { readonly ports: PortMap; readonly close: () => Promise<void> };

type Wanted = { readonly port: number; readonly protocol: string; readonly binding: PortBinding };

/** Reads `80/tcp`; the protocol is tcp when there is none. */
function portOf(text: string): { readonly port: number; readonly protocol: string } {
  const [port = '', protocol = 'tcp'] = text.split('/');
  return { port: Number(port), protocol };
}

/** Throws ApiError 400 for a host port that is none; ranges `from-to` are allowed. */
export function checkBindings(bindings: PortMap): void {
  for (const binding of Object.values(bindings).flatMap((each) => each ?? [])) {
    const text = binding.HostPort ?? '';
    if (text !== '' && !rangeOf(text)) throw new ApiError(400, `invalid port specification: ${JSON.stringify(text)}`);
  }
}

function rangeOf(text: string): readonly [number, number] | undefined {
  const found = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!found) return undefined;
  const from = Number(found[1]);
  const to = Number(found[2] ?? found[1]);
  return from <= to && to <= 65535 ? [from, to] : undefined;
}

/** Bindings in the order in which the engine gives ports: higher container ports first. */
function wantedPorts(plan: PortPlan): readonly Wanted[] {
  const keys = [...new Set([...plan.exposed, ...Object.keys(plan.bindings)])];
  return keys
    .flatMap((key) => {
      const asked = plan.bindings[key] ?? [];
      const bindings = asked.length === 0 && plan.publishAll ? [{}] : asked;
      return bindings.map((binding) => ({ ...portOf(key), binding }));
    })
    .sort((a, b) => b.port - a.port || (a.protocol < b.protocol ? -1 : 1));
}

let lastGiven = 32767;

/** The next port that the engine gives by itself. */
function givenPort(): number {
  lastGiven = lastGiven >= 60999 ? 32768 : lastGiven + 1;
  return lastGiven;
}

/** A failure on the way, as the bridge driver tells it. */
class BindError extends Error {
  constructor(
    readonly taken: boolean,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Opens a container's published ports. `endpoint` names it in the refusal: ApiError 500 `driver failed programming
 * external connectivity on endpoint web (id): …`, after which nothing is open.
 */
export async function publish(
  world: World,
  sandbox: Sandbox,
  plan: PortPlan,
  endpoint: { readonly name: string; readonly id: string },
): Promise<OpenPorts> {
  const open: { readonly published: readonly Published[]; readonly close: () => Promise<void> }[] = [];
  const closeAll = async (): Promise<void> => {
    for (const each of open.flatMap(({ published }) => published)) world.published.delete(each);
    await Promise.all(open.splice(0).map(({ close }) => close()));
  };
  const shown = new Map<string, PortBinding[] | null>();
  for (const key of [...plan.exposed].sort()) shown.set(key, null);
  try {
    for (const wanted of wantedPorts(plan)) {
      const one = await openOne(world, sandbox, wanted);
      open.push(one);
      const key = `${wanted.port}/${wanted.protocol}`;
      shown.set(key, [...(shown.get(key) ?? []), ...one.shown]);
    }
  } catch (error) {
    await closeAll();
    if (!(error instanceof BindError)) throw error;
    throw new ApiError(
      500,
      `driver failed programming external connectivity on endpoint ${endpoint.name} (${endpoint.id}): ${error.message}`,
    );
  }
  const ports = Object.fromEntries([...shown].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ports, close: closeAll };
}

type OpenOne = {
  readonly published: readonly Published[];
  readonly shown: readonly PortBinding[];
  readonly close: () => Promise<void>;
};

async function openOne(world: World, sandbox: Sandbox, wanted: Wanted): Promise<OpenOne> {
  const text = wanted.binding.HostPort ?? '';
  const range = rangeOf(text === '' ? '0' : text) ?? [0, 0];
  const chosen = range[0] === 0;
  const tries = chosen ? 1000 : range[1] - range[0] + 1;
  for (let index = 0; ; index++) {
    try {
      return await openAt(world, sandbox, wanted, chosen ? givenPort() : range[0] + index);
    } catch (error) {
      // A port that the engine chooses by itself, or one of a range, may be taken: the next one is tried.
      if (!(error instanceof BindError && error.taken) || index + 1 >= tries) throw error;
    }
  }
}

async function openAt(world: World, sandbox: Sandbox, wanted: Wanted, hostPort: number): Promise<OpenOne> {
  const given = wanted.binding.HostIp ?? '';
  const addresses = isIPv4(given) || isIPv6(given) ? [given] : ['0.0.0.0', '::'];
  const published: Published[] = [];
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(closers.map((each) => each()));
  };
  for (const hostIp of addresses) {
    const { port: containerPort, protocol } = wanted;
    const one: Published = { hostIp, hostPort, protocol, sandbox, containerPort };
    try {
      claim(world, one);
      published.push(one);
      closers.push(await openReal(one, addresses.length > 1 && hostIp === '::'));
    } catch (error) {
      for (const each of published) world.published.delete(each);
      await close();
      throw error;
    }
  }
  return { published, close, shown: addresses.map((HostIp) => ({ HostIp, HostPort: String(hostPort) })) };
}

/** Has somebody published the port already? */
export const portIsTaken = (world: World, wanted: Published): boolean =>
  [...world.published].some(
    (each) => each.hostPort === wanted.hostPort && each.protocol === wanted.protocol && each.hostIp === wanted.hostIp,
  );

/** Takes the port in the engine's own list. */
function claim(world: World, wanted: Published): void {
  if (portIsTaken(world, wanted)) {
    const where = `${bracketed(wanted.hostIp)}:${wanted.hostPort}`;
    throw new BindError(true, `Bind for ${where} failed: port is already allocated`);
  }
  world.published.add(wanted);
}

const bracketed = (address: string): string => (address.includes(':') ? `[${address}]` : address);

const reasons: Readonly<Record<string, string>> = {
  EADDRINUSE: 'address already in use',
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'cannot assign requested address',
};

/** The address of this machine's loopback that stands for an address of the lab's host; undefined when there is none. */
function loopbackFor(address: string): string | undefined {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (address === '::' || address === '::1') return '::1';
  return address.startsWith('127.') ? address : undefined;
}

/** Opens the machine's port. A UDP port is only noted. `optional`: the machine may have no IPv6. */
async function openReal(way: Published, optional: boolean): Promise<() => Promise<void>> {
  const nothing = () => Promise.resolve();
  if (way.protocol !== 'tcp') return nothing;
  const family = way.hostIp.includes(':') ? 'tcp6' : 'tcp4';
  const sentence = (reason: string): string =>
    `Error starting userland proxy: listen ${family} ${bracketed(way.hostIp)}:${way.hostPort}: bind: ${reason}`;
  const address = loopbackFor(way.hostIp);
  if (address === undefined) {
    const why = 'the practice lab publishes ports on the loopback addresses of this machine only';
    throw new BindError(false, sentence(`cannot assign requested address (${why})`));
  }
  try {
    return await openPort(address, way.hostPort, (socket) => carry(way, socket));
  } catch (error) {
    if (optional) return nothing;
    const code = codeOf(error);
    throw new BindError(code === 'EADDRINUSE', sentence(reasons[code] ?? String(error)));
  }
}

/** Carries a connection from the machine's port to where it leads. */
export function carry(way: Published, socket: Socket): void {
  try {
    splice(socket, dialPublished(way));
  } catch {
    // Nobody listens inside: the connection is cut, as Docker's proxy does.
    socket.resetAndDestroy();
  }
}
