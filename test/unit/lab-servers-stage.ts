import { Duplex } from 'node:stream';
import { memoryTree, mountFiles } from '../../src/lab/files';
import { Clock } from '../../src/lab/kernel/clock';
import type { Files } from '../../src/lab/kernel/files';
import { NetworkError, type NetworkStack } from '../../src/lab/kernel/network';
import { stub, type Exit, type Facts, type Signal, type User } from '../../src/lab/kernel/process';
import { Machine } from '../../src/lab/processes/machine';
import { serverPrograms } from '../../src/lab/programs/servers';
import { askHttp, readAll } from '../../src/lab/programs/servers/serving';

/** 2026-11-21 16:22:36 UTC: where the tests' clock stands. */
const start = Date.UTC(2026, 10, 21, 16, 22, 36);

const root: User = { uid: 0, gid: 0, name: 'root', home: '/root' };

type Ear = { readonly address: string; readonly onConnection: (socket: Duplex) => void };

/** Two ends of a connection. */
function pair(from: string): readonly [Duplex, Duplex] {
  const ends: Duplex[] = [];
  const end = (other: () => Duplex | undefined) =>
    new Duplex({
      read: () => undefined,
      write: (chunk, _, done) => {
        other()?.push(chunk);
        done();
      },
      final: (done) => {
        other()?.push(null);
        done();
      },
      destroy: (error, done) => {
        const peer = other();
        if (peer && !peer.destroyed) peer.push(null);
        done(error);
      },
    });
  ends.push(
    end(() => ends[1]),
    end(() => ends[0]),
  );
  const [client, server] = ends as [Duplex, Duplex];
  Object.defineProperty(server, 'remoteAddress', { value: from });
  return [client, server];
}

/** A network of machines that know each other by name; every machine has a stack of its own. */
export class Village {
  readonly #stacks = new Map<string, Map<number, Ear>>();

  stack(name: string): NetworkStack {
    const ears = this.#stacks.get(name) ?? new Map<number, Ear>();
    this.#stacks.set(name, ears);
    const own = `172.18.0.${[...this.#stacks.keys()].indexOf(name) + 2}`;
    return {
      interfaces: () => [{ name: 'eth0', address: own, prefix: 16, mac: '02:42:ac:12:00:02' }],
      resolve: (host) => {
        const index = host === 'localhost' ? -1 : [...this.#stacks.keys()].indexOf(host);
        if (host === 'localhost') return Promise.resolve(['127.0.0.1']);
        if (index === -1) return Promise.reject(new NetworkError('ENOTFOUND', `bad address '${host}'`));
        return Promise.resolve([`172.18.0.${index + 2}`]);
      },
      reverse: () => Promise.resolve([]),
      nameServer: () => '127.0.0.11',
      listen: (port, address, onConnection) => {
        if (ears.has(port)) return Promise.reject(new NetworkError('EADDRINUSE', 'Address in use'));
        ears.set(port, { address, onConnection });
        return Promise.resolve({ port, address, close: () => ears.delete(port) });
      },
      connect: async (host, port) => {
        const index = /^172\.18\.0\.(\d+)$/.exec(host)?.[1];
        const names = [...this.#stacks.keys()];
        const target = index ? names[Number(index) - 2] : /^(localhost|127\.0\.0\.1)$/.test(host) ? name : host;
        const found = this.#stacks.get(target ?? '');
        if (!found) throw new NetworkError('ENOTFOUND', `bad address '${host}'`);
        const ear = found.get(port);
        if (!ear) throw new NetworkError('ECONNREFUSED', 'Connection refused');
        await Promise.resolve();
        const [client, server] = pair(own);
        ear.onConnection(server);
        return client;
      },
      ping: () => Promise.resolve(0.1),
      listeners: () => [...ears].map(([port, { address }]) => ({ port, address })),
    };
  }
}

/** A container of the tests: files, a network of the village, and what its processes have printed. */
export type House = {
  readonly files: Files;
  readonly network: NetworkStack;
  readonly clock: Clock;
  readonly processes: () => ReturnType<Machine['list']>;
  readonly run: (argv: readonly string[], options?: RunOptions) => Promise<Done>;
  readonly start: (argv: readonly string[], options?: RunOptions) => Promise<Started>;
  readonly get: (port: number, path: string, options?: GetOptions) => Promise<Got>;
};

type RunOptions = {
  readonly env?: readonly string[];
  readonly stdin?: string;
  readonly cwd?: string;
  readonly user?: User;
};
type GetOptions = { readonly method?: string; readonly headers?: readonly string[]; readonly body?: Buffer | string };
type Done = { readonly code: number; readonly out: string; readonly err: string };
type Started = {
  readonly out: () => string;
  readonly err: () => string;
  readonly exited: Promise<Exit>;
  readonly kill: (signal: Signal) => void;
};

export type Got = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly body: Buffer;
};

/** Lets what is under way settle. */
export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn++) await new Promise((resolve) => setImmediate(resolve));
};

/** A container with the given files; each program name gets an executable in /usr/bin. */
export async function house(
  village: Village,
  name: string,
  contents: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>> = {},
): Promise<House> {
  const clock = new Clock(() => start);
  clock.freeze();
  const files = mountFiles(memoryTree({ clock }), [], clock);
  const admin = files.as(root);
  const put = async (path: string, content: string | Buffer, mode = 0o644) => {
    await admin.mkdir(path.slice(0, path.lastIndexOf('/')) || '/', { parents: true }).catch(() => undefined);
    await admin.write(path, content, { mode });
  };
  for (const [path, content] of Object.entries(contents)) await put(path, content);
  for (const program of serverPrograms.keys()) await put(`/usr/bin/${program}`, stub(program), 0o755);
  for (const folder of ['/run', '/tmp', '/data', '/dev', '/var/log/nginx'])
    await admin.mkdir(folder, { parents: true }).catch(() => undefined);
  await admin.symlink('/dev/stdout', '/var/log/nginx/access.log');
  await admin.symlink('/dev/stderr', '/var/log/nginx/error.log');
  const network = village.stack(name);
  const facts: Facts = {
    containerId: name.padEnd(64, '0'),
    containerName: name,
    hostname: name,
    domainname: '',
    image: name,
    labels,
    kernel: '6.8.0-lab',
    cpus: 2,
    memoryLimit: () => undefined,
    pidsLimit: () => undefined,
    capabilities: new Set(['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_KILL', 'CAP_SETGID', 'CAP_SETUID']),
  };
  const made = () => new Machine({ programs: serverPrograms, clock, facts, files, network, firstHostPid: 1000 });
  let machine = made();
  const begin = async (argv: readonly string[], options: RunOptions = {}): Promise<Started> => {
    const text = { out: '', err: '' };
    const sink = (key: 'out' | 'err') => ({
      write: (chunk: Uint8Array | string) => {
        text[key] += Buffer.from(chunk as Uint8Array).toString('utf8');
        return Promise.resolve();
      },
    });
    let input = options.stdin === undefined ? undefined : Buffer.from(options.stdin);
    // A container that has ended starts again with processes of its own.
    if (machine.list().length === 0) machine = made();
    const running = await machine.start({
      argv,
      env: ['PATH=/usr/bin', ...(options.env ?? [])],
      cwd: options.cwd ?? '/data',
      user: options.user ?? root,
      stdin: {
        read: () => {
          const now = input;
          input = undefined;
          return Promise.resolve(now);
        },
      },
      stdout: sink('out'),
      stderr: sink('err'),
    });
    return { out: () => text.out, err: () => text.err, exited: running.exited, kill: running.kill };
  };
  return {
    files: admin,
    network,
    clock,
    processes: () => machine.list(),
    start: async (argv, options) => {
      const started = await begin(argv, options);
      await settle();
      return started;
    },
    run: async (argv, options) => {
      const started = await begin(argv, options);
      const { code } = await started.exited;
      return { code, out: started.out(), err: started.err() };
    },
    get: async (port, path, options = {}) => {
      const socket = await network.connect('127.0.0.1', port);
      const body = options.body === undefined ? undefined : Buffer.from(options.body as string);
      const length = body ? ['Content-Length', String(body.length)] : [];
      const answer = await askHttp({
        socket,
        method: options.method ?? 'GET',
        path,
        headers: ['Host', `127.0.0.1:${port}`, 'User-Agent', 'test/1', ...length, ...(options.headers ?? [])],
        ...(body && {
          body: (async function* () {
            await Promise.resolve();
            yield body;
          })(),
        }),
      });
      const content = await readAll(answer);
      return { status: answer.statusCode ?? 0, headers: answer.headers, text: content.toString('utf8'), body: content };
    },
  };
}
