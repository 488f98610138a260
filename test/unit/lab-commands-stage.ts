import { mountFiles, memoryTree } from '../../src/lab/files';
import { Clock } from '../../src/lab/kernel/clock';
import type { Files } from '../../src/lab/kernel/files';
import { stub, type Exit, type Facts, type Programs, type Signal, type User } from '../../src/lab/kernel/process';
import { Machine } from '../../src/lab/processes/machine';
import { busyboxApplets, commandPrograms, withBusybox } from '../../src/lab/programs/commands';
import { serverPrograms } from '../../src/lab/programs/servers';
import { shellPrograms } from '../../src/lab/shell/programs';
import { Village } from './lab-servers-stage';

/** 2026-11-21 16:22:36 UTC: where the tests' clock stands. */
const start = Date.UTC(2026, 10, 21, 16, 22, 36);

const root: User = { uid: 0, gid: 0, name: 'root', home: '/root' };

export type Done = { readonly code: number; readonly out: string; readonly err: string; readonly exit: Exit };

export type Box = {
  readonly files: Files;
  readonly clock: Clock;
  /** Runs a line of shell to its end, with time going on as needed. */
  readonly sh: (script: string, options?: BoxOptions) => Promise<Done>;
  /** Starts a line of shell; the caller drives time. */
  readonly begin: (script: string) => Promise<{
    readonly out: () => string;
    readonly err: () => string;
    readonly kill: (signal: Signal) => void;
    readonly exited: Promise<Exit>;
  }>;
};
type BoxOptions = { readonly env?: readonly string[]; readonly user?: User; readonly stdin?: string };

type Setup = {
  readonly flavour?: 'busybox' | 'gnu';
  readonly memory?: number;
  readonly files?: Readonly<Record<string, string>>;
  readonly village?: Village;
  readonly name?: string;
};

const accounts = {
  '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\n',
  '/etc/group': 'root:x:0:\n',
  '/etc/shadow': 'root:!::0:::::\n',
};

/** A container whose commands are BusyBox's links, or full-size programs. */
export async function box(setup: Setup = {}): Promise<Box> {
  const { flavour = 'busybox', village = new Village(), name = 'box' } = setup;
  const clock = new Clock(() => start);
  clock.freeze();
  const files = mountFiles(memoryTree({ clock }), [], clock);
  const admin = files.as(root);
  const put = async (path: string, content: string | Buffer, mode = 0o644) => {
    await admin.mkdir(path.slice(0, path.lastIndexOf('/')) || '/', { parents: true }).catch(() => undefined);
    await admin.write(path, content, { mode });
  };
  for (const [path, content] of Object.entries({ ...accounts, ...setup.files })) await put(path, content);
  for (const folder of ['/tmp', '/root', '/dev']) await admin.mkdir(folder).catch(() => undefined);
  const programs: Programs = withBusybox(new Map([...serverPrograms, ...shellPrograms]));
  if (flavour === 'busybox') {
    await put('/bin/busybox', stub('busybox'), 0o755);
    for (const applet of busyboxApplets) await admin.symlink('/bin/busybox', `/bin/${applet}`);
    await put('/sbin/apk', stub('apk'), 0o755);
  } else
    for (const command of [...commandPrograms.keys(), 'sh'])
      if (command !== 'busybox') await put(`/bin/${command}`, stub(command), 0o755);
  for (const server of serverPrograms.keys()) await put(`/srv/${server}`, stub(server), 0o755);
  const facts: Facts = {
    containerId: name.padEnd(64, '0'),
    containerName: name,
    hostname: name,
    domainname: '',
    image: 'test',
    labels: {},
    kernel: '6.1.0-lab',
    cpus: 2,
    memoryLimit: () => setup.memory,
    pidsLimit: () => undefined,
    capabilities: new Set([
      'CAP_NET_RAW',
      'CAP_CHOWN',
      'CAP_DAC_OVERRIDE',
      'CAP_FOWNER',
      'CAP_KILL',
      'CAP_SETGID',
      'CAP_SETUID',
    ]),
  };
  const network = village.stack(name);
  const begin = async (script: string, { env = [], user = root, stdin = '' }: BoxOptions = {}) => {
    const machine = new Machine({ programs, clock, facts, files, network, firstHostPid: 4000 });
    const [out, err] = [[] as Buffer[], [] as Buffer[]];
    const to = (list: Buffer[]) => ({
      write: (chunk: Uint8Array | string) => {
        list.push(Buffer.from(chunk as string));
        return Promise.resolve();
      },
    });
    let input: Buffer | undefined = Buffer.from(stdin);
    const running = await machine.start({
      argv: ['sh', '-c', script],
      env: ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/srv', ...env],
      cwd: '/',
      user,
      stdin: {
        read: () => {
          const chunk = input && input.length > 0 ? input : undefined;
          input = undefined;
          return Promise.resolve(chunk);
        },
      },
      stdout: to(out),
      stderr: to(err),
    });
    return {
      out: () => Buffer.concat(out).toString(),
      err: () => Buffer.concat(err).toString(),
      kill: running.kill,
      exited: running.exited,
    };
  };
  const sh = async (script: string, options: BoxOptions = {}): Promise<Done> => {
    const running = await begin(script, options);
    const done: Exit[] = [];
    void running.exited.then((one) => done.push(one));
    for (let turn = 0; turn < 4000 && done.length === 0; turn++) await clock.advance(turn < 5 ? 0 : 50);
    const [exit] = done;
    if (!exit) throw new Error(`still runs: ${script}\n${running.out()}${running.err()}`);
    return { code: exit.code, out: running.out(), err: running.err(), exit };
  };
  return { files: admin, clock, sh, begin };
}
