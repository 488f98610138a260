import type { Duplex } from 'node:stream';
import { NetworkError } from '../../kernel/network';
import type { Options } from '../text/options';
import { parseSpan } from '../text/sizes';
import { Fail, type Call, type Tools } from './tool';

/** Rows of listening sockets; who holds them is not known to the stack. */
const listening = (call: Call): readonly { readonly port: number; readonly address: string }[] =>
  [...call.self.network.listeners()].sort((a, b) => a.port - b.port);

async function netstat(call: Call): Promise<undefined> {
  const options = call.options('tulnaprex4W', {
    listening: 'l',
    numeric: 'n',
    tcp: 't',
    udp: 'u',
    all: 'a',
    programs: 'p',
    route: 'r',
  });
  const programs = options.has('p');
  const which = options.has('a') ? '(servers and established)' : options.has('l') ? '(only servers)' : '(w/o servers)';
  await call.print(
    `Active Internet connections ${which}\nProto Recv-Q Send-Q Local Address           Foreign Address         State       ${programs ? 'PID/Program name    ' : ''}\n`,
  );
  if (options.has('l', 'a') && (options.has('t') || !options.has('u'))) {
    for (const { port, address } of listening(call))
      await call.print(
        `tcp        0      0 ${`${address}:${port}`.padEnd(23)} ${'0.0.0.0:*'.padEnd(23)} LISTEN      ${programs ? '-                   ' : ''}\n`,
      );
  }
  return undefined;
}

async function ss(call: Call): Promise<undefined> {
  const options = call.options('tulnapesH46', {
    listening: 'l',
    numeric: 'n',
    tcp: 't',
    udp: 'u',
    all: 'a',
    processes: 'p',
    'no-header': 'H',
  });
  const net = options.has('t') !== options.has('u') ? '' : 'Netid ';
  if (!options.has('H')) await call.print(`${net}State  Recv-Q Send-Q Local Address:Port  Peer Address:PortProcess\n`);
  if (!options.has('l', 'a') || (options.has('u') && !options.has('t'))) return undefined;
  for (const { port, address } of listening(call))
    await call.print(
      `${net && 'tcp   '}LISTEN 0      511    ${address.padStart(13)}:${String(port).padEnd(5)}      0.0.0.0:*          \n`,
    );
  return undefined;
}

/** Opens a connection and gives up after a while. */
export async function connect(call: Call, host: string, port: number, ms = 30_000): Promise<Duplex> {
  const late = new NetworkError('ETIMEDOUT', 'Operation timed out');
  let cancel = (): void => undefined;
  const limit = new Promise<never>((_, reject) => {
    const timer = call.self.clock.after(ms, () => reject(late));
    cancel = () => timer.cancel();
  });
  const opening = call.self.network.connect(host, port);
  opening.then(
    (socket) => call.self.ended.aborted && socket.destroy(),
    () => undefined,
  );
  try {
    return await Promise.race([opening, limit, gone(call)]);
  } catch (error) {
    opening.then(
      (socket) => socket.destroy(),
      () => undefined,
    );
    throw error;
  } finally {
    cancel();
  }
}

/** Rejects when the process has ended. */
export function gone(call: Call): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(call.self.ended.reason as Error);
    if (call.self.ended.aborted) stop();
    else call.self.ended.addEventListener('abort', stop, { once: true });
  });
}

/** What C programs say of a network error. */
export const reasonOf = (error: NetworkError): string =>
  ({
    ENOTFOUND: 'Name or service not known',
    ECONNREFUSED: 'Connection refused',
    ECONNRESET: 'Connection reset by peer',
    EHOSTUNREACH: 'No route to host',
    ENETUNREACH: 'Network is unreachable',
    ETIMEDOUT: 'Connection timed out',
    EADDRINUSE: 'Address already in use',
    EADDRNOTAVAIL: 'Address not available',
  })[error.code];

/** Joins a socket with the process's streams until both directions are done. */
async function joinStreams(call: Call, socket: Duplex): Promise<void> {
  const stop = (): void => void socket.destroy();
  call.self.ended.addEventListener('abort', stop, { once: true });
  const outward = async (): Promise<void> => {
    for (let chunk = await call.self.stdin.read(); chunk; chunk = await call.self.stdin.read()) {
      if (!socket.writable) return;
      socket.write(chunk);
    }
    socket.end();
  };
  void outward().catch(() => undefined);
  try {
    for await (const chunk of socket as AsyncIterable<Buffer>) await call.print(chunk);
  } catch (error) {
    if (call.self.ended.aborted) throw error;
  } finally {
    call.self.ended.removeEventListener('abort', stop);
    socket.destroy();
  }
}

async function ncListen(call: Call, options: Options, port: number): Promise<number> {
  do await joinStreams(call, await accept(call, port, options.has('v')));
  while (options.has('k'));
  return 0;
}

async function ncOne(call: Call, options: Options, host: string, port: number): Promise<void> {
  const socket = await connect(call, host, port, parseSpan(options.value('w', '')) ?? 30_000);
  if (options.has('v')) {
    const address = await addressOf(call, host);
    await call.warn(
      call.says(
        `${host} (${address}:${port}) open\n`,
        `Connection to ${host} (${address}) ${port} port [tcp/*] succeeded!\n`,
      ),
    );
  }
  if (options.has('z')) socket.destroy();
  else await joinStreams(call, socket);
}

function portsOf(call: Call, host: string, text: string): readonly [number, number] {
  const [first = NaN, last = first] = text.split('-').map(Number);
  if (host === '' || !Number.isInteger(first)) throw new Fail(call.says('bad usage', 'missing port number'));
  return [first, last];
}

async function nc(call: Call): Promise<number> {
  const options = call.options('lp:zvw:nkue:q:N46', undefined);
  const [host = '', portText = ''] = options.rest;
  if (options.has('l')) return ncListen(call, options, Number(options.value('p') ?? (portText || host)));
  const [first, last] = portsOf(call, host, portText);
  let failed = 0;
  for (let port = first; port <= Math.min(last, first + 1024); port++) {
    try {
      await ncOne(call, options, host, port);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
      failed = 1;
      await complainOf(call, error, host, port, options.has('v') || !options.has('z'));
    }
  }
  return failed;
}

async function complainOf(call: Call, error: NetworkError, host: string, port: number, aloud: boolean): Promise<void> {
  if (error.code === 'ENOTFOUND')
    await call.complain(
      call.says(`bad address '${host}'`, `getaddrinfo for host "${host}" port ${port}: Name or service not known`),
    );
  else if (call.busybox && aloud)
    await call.complain(`${host} (${await addressOf(call, host)}:${port}): ${reasonOf(error)}`);
  else if (aloud)
    await call.complain(
      `connect to ${host} (${await addressOf(call, host)}) port ${port} (tcp) failed: ${reasonOf(error)}`,
    );
}

/** The first address of a name, or the name. */
export const addressOf = async (call: Call, host: string): Promise<string> =>
  (await call.self.network.resolve(host).catch(() => [host]))[0] ?? host;

async function accept(call: Call, port: number, verbose: boolean): Promise<Duplex> {
  const { network } = call.self;
  let take: (socket: Duplex) => void = () => undefined;
  const first = new Promise<Duplex>((resolve) => (take = resolve));
  let taken = false;
  try {
    const listener = await network.listen(port, '0.0.0.0', (socket) => {
      if (taken) return void socket.destroy();
      taken = true;
      take(socket);
    });
    if (verbose) await call.warn(call.says(`listening on 0.0.0.0:${port} ...\n`, `Listening on 0.0.0.0 ${port}\n`));
    try {
      return await Promise.race([first, gone(call)]);
    } finally {
      listener.close();
    }
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new Fail(call.busybox ? `bind: ${reasonOf(error)}` : reasonOf(error));
  }
}

async function telnet(call: Call): Promise<undefined> {
  const [host = '', port = '23'] = call.args;
  try {
    const socket = await connect(call, host, Number(port));
    await call.print(call.says(`Connected to ${host}\n`, `Connected to ${host}.\nEscape character is '^]'.\n`));
    await joinStreams(call, socket);
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    throw new Fail(
      error.code === 'ENOTFOUND'
        ? `bad address '${host}'`
        : `can't connect to remote host (${await addressOf(call, host)}): ${reasonOf(error)}`,
    );
  }
  return undefined;
}

/** Commands about sockets. */
export const socketTools: Tools = { netstat, ss, nc, telnet };
