import assert from 'node:assert/strict';
import { posix } from 'node:path';
import { Clock } from '../../src/lab/kernel/clock';
import { FileError, type Files, type Stat } from '../../src/lab/kernel/files';
import type { NetworkStack } from '../../src/lab/kernel/network';
import { stub, type Facts, type Input, type Output, type Program, type Programs } from '../../src/lab/kernel/process';
import { Machine, type Running } from '../../src/lab/processes/machine';
import { shellPrograms } from '../../src/lab/shell/programs';

type Entry = { readonly content?: Buffer; readonly mode: number };

/** Files in a map: enough of a file system to test processes without the rest of the lab. */
function plainFiles(start: Readonly<Record<string, string | Buffer>>, executable: readonly string[] = []): Files {
  const entries = new Map<string, Entry>([['/', { mode: 0o755 }]]);
  const put = (path: string, content: Buffer, mode: number): void => {
    for (let up = posix.dirname(path); !entries.has(up); up = posix.dirname(up)) entries.set(up, { mode: 0o755 });
    entries.set(path, { content, mode });
  };
  for (const [path, content] of Object.entries(start)) {
    put(path, Buffer.from(content), path.startsWith('/bin/') || executable.includes(path) ? 0o755 : 0o644);
  }
  const at = (path: string): Entry => {
    const entry = entries.get(posix.normalize(path));
    if (!entry) throw new FileError('ENOENT', path);
    return entry;
  };
  const stat = (path: string): Promise<Stat> =>
    new Promise((resolve) => {
      const { content, mode } = at(path);
      resolve({ kind: content ? 'file' : 'directory', mode, uid: 0, gid: 0, size: content?.length ?? 0, mtime: 0 });
    });
  const refuse = () => Promise.reject(new FileError('EPERM', ''));
  const files: Files = {
    stat,
    lstat: stat,
    realpath: (path) => Promise.resolve(posix.normalize(path)),
    list: (path) => {
      const base = path === '/' ? '/' : `${path.replace(/\/$/, '')}/`;
      const names = [...entries.keys()].filter((key) => key !== '/' && key.startsWith(base));
      return Promise.resolve([...new Set(names.map((key) => key.slice(base.length).split('/')[0] ?? ''))].sort());
    },
    read: async (path) => {
      await Promise.resolve();
      const { content } = at(path);
      if (!content) throw new FileError('EISDIR', path);
      return content;
    },
    write: async (path, data, options) => {
      if (!entries.has(posix.dirname(path))) throw new FileError('ENOENT', path);
      const old = entries.get(path);
      await stat(posix.dirname(path));
      const before = options?.append === true ? (old?.content ?? Buffer.alloc(0)) : Buffer.alloc(0);
      put(path, Buffer.concat([before, Buffer.from(data)]), old?.mode ?? options?.mode ?? 0o644);
    },
    mkdir: refuse,
    remove: refuse,
    rename: refuse,
    symlink: refuse,
    link: refuse,
    chmod: (path, mode) => {
      entries.set(path, { ...at(path), mode });
      return Promise.resolve();
    },
    chown: refuse,
    utimes: refuse,
    as: () => files,
    mounts: () => [],
  };
  return files;
}

const cat: Program = async (self) => {
  for (let chunk = await self.stdin.read(); chunk; chunk = await self.stdin.read()) await self.stdout.write(chunk);
  return 0;
};

const sleep: Program = async (self) => {
  await self.sleep(Number(self.argv[1]) * 1000);
  return 0;
};

const env: Program = async (self) => {
  for (const [name, value] of self.env) await self.stdout.write(`${name}=${value}\n`);
  return 0;
};

const yes: Program = async (self) => {
  for (;;) await self.stdout.write('y\n');
};

const one: Program = async (self) => {
  await self.stdout.write((await self.stdin.read())?.subarray(0, 2) ?? '');
  return 0;
};

const ps: Program = async (self) => {
  for (const { pid, ppid, argv } of self.processes()) await self.stdout.write(`${pid} ${ppid} ${argv.join(' ')}\n`);
  return 0;
};

const hog: Program = async (self) => {
  self.allocate(Number(self.argv[1]));
  await self.stdout.write('survived\n');
  return 0;
};

const crash: Program = () => Promise.reject(new Error('oops'));

const programs: Programs = new Map<string, Program>([
  ...shellPrograms,
  ...Object.entries({ cat, sleep, env, yes, one, ps, hog, crash }),
]);

const binaries = Object.fromEntries([...programs.keys()].map((name) => [`/bin/${name}`, stub(name)]));

const network = { listeners: () => [], interfaces: () => [] } as unknown as NetworkStack;

const root = { uid: 0, gid: 0, name: 'root', home: '/root' };

type Options = {
  readonly files?: Readonly<Record<string, string>>;
  readonly executable?: readonly string[];
  readonly stdin?: string;
  readonly init?: boolean;
  readonly memory?: number;
  readonly pids?: number;
};

/** A container with a frozen clock whose output is kept. */
export function container(options: Options = {}) {
  const clock = new Clock(() => 1_700_000_000_000);
  clock.freeze();
  const facts: Facts = {
    containerId: 'c'.repeat(64),
    containerName: 'c',
    hostname: 'abc123',
    domainname: '',
    image: 'busybox',
    labels: {},
    kernel: '6.6.0',
    cpus: 2,
    memoryLimit: () => options.memory,
    pidsLimit: () => options.pids,
    capabilities: new Set(['CAP_CHOWN', 'CAP_DAC_OVERRIDE', 'CAP_FOWNER', 'CAP_KILL', 'CAP_SETGID', 'CAP_SETUID']),
  };
  const files = plainFiles(
    {
      '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nweb:x:33:33::/srv:/bin/sh\n',
      '/etc/group': 'web:x:33:\nlog:x:44:web\n',
      '/root/a': '',
      '/tmp/b.txt': 'b\n',
      ...binaries,
      ...options.files,
    },
    options.executable,
  );
  const machine = new Machine({ programs, clock, facts, files, network, firstHostPid: 4000 });
  let out = '';
  let err = '';
  const collect = (add: (text: string) => void): Output => ({
    write: (chunk) => {
      add(Buffer.from(chunk).toString('utf8'));
      return Promise.resolve();
    },
  });
  const keys: ((keys: Buffer | undefined) => void)[] = [];
  const typed: Buffer[] = [];
  const keyboard: Input = {
    read: () => {
      const ready = typed.shift();
      return ready ? Promise.resolve(ready) : new Promise((resolve) => keys.push(resolve));
    },
  };
  const given: Input = { read: () => Promise.resolve(undefined) };
  let pending = options.stdin;
  const text: Input = {
    read: () => {
      const chunk = pending;
      pending = undefined;
      return Promise.resolve(chunk === undefined ? undefined : Buffer.from(chunk));
    },
  };
  return {
    clock,
    files,
    machine,
    output: () => out,
    errors: () => err,
    clear: () => {
      out = '';
      err = '';
    },
    type: async (text: string) => {
      const next = keys.shift();
      if (next) next(Buffer.from(text));
      else typed.push(Buffer.from(text));
      await clock.advance(0);
    },
    start: (argv: readonly string[], terminal = false): Promise<Running> =>
      machine.start({
        argv,
        env: ['PATH=/bin', 'HOME=/root'],
        cwd: '/',
        user: root,
        ...(terminal && { terminal: { columns: 80, rows: 24 } }),
        stdin: terminal ? keyboard : options.stdin === undefined ? given : text,
        stdout: collect((more) => (out += more)),
        stderr: collect((more) => (err += more)),
        ...(options.init === true && { init: true }),
      }),
  };
}

/** Runs a script in `sh -c` to its end, with time running as fast as it is waited for. */
export async function sh(
  script: string,
  options: Options & { readonly shell?: string; readonly argv?: readonly string[] } = {},
) {
  const box = container(options);
  const running = await box.start(options.argv ?? [options.shell ?? 'sh', '-c', script]);
  let code: number | undefined;
  void running.exited.then((exit) => (code = exit.code));
  for (let round = 0; round < 200 && code === undefined; round += 1) await box.clock.advance(500);
  assert.notEqual(code, undefined, `still running: ${script}`);
  return { code, out: box.output(), err: box.errors() };
}

/** Does a script print just this? */
export const prints = async (script: string, out: string, code = 0): Promise<void> => {
  assert.deepEqual(await sh(script), { code, out, err: '' }, script);
};
