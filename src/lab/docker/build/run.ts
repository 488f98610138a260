import { randomBytes } from 'node:crypto';
import { deviceTree, memoryTree, mountFiles, overlay, staticTree, type Layer, type Mount } from '../../files';
import type { Clock } from '../../kernel/clock';
import type { Files } from '../../kernel/files';
import type { NetworkStack } from '../../kernel/network';
import { ExecError, type Exit, type Facts, type Output, type Programs } from '../../kernel/process';
import { Machine } from '../../processes/machine';
import { emptyInput } from '../../processes/streams';
import { findUser } from '../../processes/users';
import { labHost } from '../containers/host';
import { withBuildTools } from './build-tools';
import { flatten } from './file-map';
import { BuildError } from './refusal';

/** A RUN with everything worked out. */
export type RunRequest = {
  readonly containerId: string;
  readonly layers: readonly Layer[];
  readonly argv: readonly string[];
  readonly env: readonly string[];
  readonly cwd: string;
  readonly user: string;
  readonly mounts: readonly Mount[];
  readonly network: NetworkStack;
  /** `name:address` each. */
  readonly extraHosts: readonly string[];
  readonly stdout: Output;
  readonly stderr: Output;
  /** Says that a program was not run. */
  readonly note: (text: string) => Promise<void>;
  readonly gone: AbortSignal;
};

/** The name that a step's container has for itself, with BuildKit. */
const hostname = 'buildkitsandbox';

/** Runs a step's command over its stage's files; gives what it has left there. Throws BuildError when it cannot start. */
export async function runCommand(
  parts: { readonly clock: Clock; readonly programs: Programs },
  request: RunRequest,
): Promise<{ readonly exit: Exit; readonly layer: Layer }> {
  const { clock } = parts;
  const root = overlay(request.layers);
  const running: { machine?: Machine } = {};
  const generated = await generatedFiles(clock, request, () => running.machine);
  const files = mountFiles(root, [...generated, ...request.mounts], clock);
  const machine = new Machine({
    programs: withBuildTools(parts.programs, flatten(request.layers), request.note),
    clock,
    facts: factsOf(request),
    files,
    network: request.network,
    firstHostPid: 20_000,
  });
  running.machine = machine;
  const stop = (): void => void machine.close();
  request.gone.addEventListener('abort', stop, { once: true });
  try {
    const exit = await start(machine, files, request);
    request.gone.throwIfAborted();
    return { exit, layer: await root.layer() };
  } finally {
    request.gone.removeEventListener('abort', stop);
    await machine.close();
  }
}

async function start(machine: Machine, files: Files, request: RunRequest): Promise<Exit> {
  const user = await findUser(files, request.user).catch((error: unknown) => {
    throw new BuildError((error as Error).message);
  });
  const { argv, cwd, stdout, stderr } = request;
  if ((await files.stat(cwd).catch(() => undefined)) === undefined) await files.mkdir(cwd, { parents: true });
  const env = request.env.some((text) => text.startsWith('HOME='))
    ? request.env
    : [...request.env, `HOME=${user.home}`];
  try {
    const started = await machine.start({ argv, env, cwd, user, stdin: emptyInput, stdout, stderr });
    return await started.exited;
  } catch (error) {
    if (!(error instanceof ExecError)) throw error;
    throw new BuildError(
      'failed to create task for container: failed to create shim task: OCI runtime create failed: ' +
        `runc create failed: unable to start container process: ${error.message}: unknown`,
      error.code,
    );
  }
}

function factsOf({ containerId }: RunRequest): Facts {
  return {
    containerId,
    containerName: hostname,
    hostname,
    domainname: '',
    image: '',
    labels: {},
    kernel: labHost.kernel,
    cpus: labHost.cpus,
    memoryLimit: () => undefined,
    pidsLimit: () => undefined,
    capabilities: new Set(usualCapabilities.map((name) => `CAP_${name}`)),
  };
}

const usualCapabilities = [
  'CHOWN',
  'DAC_OVERRIDE',
  'FSETID',
  'FOWNER',
  'MKNOD',
  'NET_RAW',
  'SETGID',
  'SETUID',
  'SETFCAP',
  'SETPCAP',
  'NET_BIND_SERVICE',
  'SYS_CHROOT',
  'KILL',
  'AUDIT_WRITE',
];

async function generatedFiles(
  clock: Clock,
  { extraHosts, network }: RunRequest,
  machine: () => Machine | undefined,
): Promise<readonly Mount[]> {
  const etc = memoryTree({ clock });
  const create = { mode: 0o644, uid: 0, gid: 0, mtime: clock.now() };
  const server = network.nameServer();
  const rows = extraHosts.map((text) => `${text.slice(text.indexOf(':') + 1)}\t${text.slice(0, text.indexOf(':'))}\n`);
  const hosts = `127.0.0.1\tlocalhost ${hostname}\n::1\tlocalhost ip6-localhost ip6-loopback\n${rows.join('')}`;
  await etc.write(['hosts'], Buffer.from(hosts), { append: false, create });
  const resolver = server === undefined ? '' : `nameserver ${server}\n`;
  await etc.write(['resolv.conf'], Buffer.from(resolver), { append: false, create });
  const proc = staticTree(() => ({
    version: () => `Linux version ${labHost.kernel} (lab@cloud-native-tutor) #1 SMP PREEMPT_DYNAMIC\n`,
    meminfo: () => `MemTotal:       ${labHost.memory / 1024} kB\n`,
    uptime: () => '3600.00 3600.00\n',
    self: { target: () => '1' },
    ...Object.fromEntries(
      (machine()?.list() ?? []).map(({ pid, argv }) => [
        `${pid}/cmdline`,
        () => argv.map((word) => `${word}\0`).join(''),
      ]),
    ),
  }));
  return [
    { path: '/proc', tree: proc, readOnly: false, source: 'proc' },
    { path: '/dev', tree: deviceTree(clock), readOnly: false, source: 'tmpfs' },
    {
      path: '/sys',
      tree: staticTree({ 'kernel/name': () => 'Linux\n' }, { type: 'sysfs' }),
      readOnly: true,
      source: 'sysfs',
    },
    ...['hosts', 'resolv.conf'].map((name) => ({
      path: `/etc/${name}`,
      tree: etc,
      from: [name],
      readOnly: true,
      source: '/dev/vda1',
    })),
  ];
}

/** A container's id as the engine makes them: 64 hexadecimal digits. */
export const newContainerId = (): string => randomBytes(32).toString('hex');
