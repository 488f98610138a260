import { ApiError } from '../../http/call';
import type { Files } from '../../kernel/files';
import { ExecError, type User } from '../../kernel/process';
import type { Limit, LimitedFacts } from '../../processes/limits';
import type { NetworkStack } from '../../kernel/network';
import { Machine, type HostRow, type Running } from '../../processes/machine';
import { emptyInput } from '../../processes/streams';
import { findGroups, findUser } from '../../processes/users';
import { allCapabilities, defaultCapabilities } from './check-host';
import { checkKernelSettings } from './kernel-settings';
import { cpusOf } from './cpus';
import { namespaceLinks, type Family } from './namespaces';
import type { Container, HostConfig } from './record';
import { generateFiles, makeWorkingDirectory, runningFiles } from './root-files';
import type { LabHost } from './host';
import { runcSays, StartError } from './start-error';
import type { ContainerStore } from './store';

/** A container's processes. */
export type Run = {
  readonly machine: Machine;
  /** False when the machine is another container's, whose pid namespace this one shares. */
  readonly ownsMachine: boolean;
  readonly first: Running;
  readonly files: Files;
  readonly network: NetworkStack;
  readonly facts: LimitedFacts;
  /** Lab time. */
  readonly started: number;
  paused: boolean;
  oomSeen: number;
};

/** Prepares and starts a container's processes; throws StartError. What it had opened is closed then. */
export async function startRun(store: ContainerStore, container: Container): Promise<Run> {
  const { networks, volumes } = store.parts;
  try {
    const shared = joined(store, container);
    const attachment = await networks.up(container.id);
    volumes.mounted(container.id, true);
    return await startProcesses(store, container, attachment.stack, shared);
  } catch (error) {
    await networks.down(container.id);
    volumes.mounted(container.id, false);
    throw startErrorOf(error);
  }
}

function startErrorOf(error: unknown): StartError {
  if (error instanceof StartError) return error;
  if (error instanceof ExecError) return new StartError(400, `${runcSays}${error.message}: unknown`, error.code);
  const status = error instanceof ApiError ? error.status : 500;
  return new StartError(status, error instanceof Error ? error.message : String(error), 128);
}

/** The other container whose pid namespace this one shares. */
function joined(store: ContainerStore, { host }: Container): Container | undefined {
  const network = otherOf(host.NetworkMode);
  if (network !== undefined) {
    const other = store.require(network);
    if (!other.run) throw new StartError(409, `cannot join network of a non running container: ${other.id}`, 128);
  }
  checkIpc(store, otherOf(host.IpcMode));
  const pid = otherOf(host.PidMode);
  if (pid === undefined) return undefined;
  const other = store.require(pid);
  if (other.run) return other;
  throw new StartError(500, `failed to join PID namespace: container ${other.id} is not running`, 128);
}

function checkIpc(store: ContainerStore, donor: string | undefined): void {
  if (donor === undefined) return;
  const { id, run, host } = store.require(donor);
  const refuse = (why: string, status: number) =>
    new StartError(status, `failed to join IPC namespace: container ${id}${why}`, 128);
  if (!run) throw refuse(' is not running', 409);
  if (host.IpcMode === 'shareable') return;
  throw refuse(': non-shareable IPC (hint: use IpcMode:shareable for the donor container)', 400);
}

/** The container that a mode such as `container:<id>` names. */
const otherOf = (mode: string): string | undefined =>
  mode.startsWith('container:') ? mode.slice('container:'.length) : undefined;

async function startProcesses(
  store: ContainerStore,
  container: Container,
  network: NetworkStack,
  shared: Container | undefined,
): Promise<Run> {
  const { clock, programs } = store.parts;
  const facts = factsOf(store, container);
  checkKernelSettings(container.host);
  checkThrottled(container.host);
  const other = store.find(otherOf(container.host.NetworkMode) ?? '');
  container.generated = other?.generated ?? (await generateFiles(store, container, network));
  const parts: { machine?: Machine; files?: Files } = {};
  const rows = () => parts.machine?.list() ?? [];
  const files = await runningFiles(store, container, {
    containerId: container.id,
    clock,
    lab: store.host,
    config: container.config,
    host: () => container.host,
    processes: rows,
    namespaces: (id) => namespaceLinks(store.find(id) ?? container, familyOf(store, rows)),
    memoryUsed: () => parts.machine?.memoryUsed(container.id) ?? 0,
    outOfMemoryKills: () => parts.machine?.outOfMemoryKills() ?? 0,
    files: () => parts.files ?? files,
    network: () => network,
  });
  parts.files = files;
  await makeWorkingDirectory(files, container.config.WorkingDir);
  const firstHostPid = store.nextHostPid();
  const own = shared === undefined;
  parts.machine =
    shared?.run?.machine ??
    new Machine({
      programs,
      clock,
      facts,
      files,
      network,
      firstHostPid,
      onOutOfMemory: (id) => outOfMemory(store, id),
    });
  const base = { machine: parts.machine, ownsMachine: own, files, network, facts, started: clock.now() };
  try {
    return {
      ...base,
      first: await startFirst(container, base),
      paused: false,
      oomSeen: base.machine.outOfMemoryKills(),
    };
  } catch (error) {
    if (own) await parts.machine.close();
    throw error;
  }
}

type Base = Pick<Run, 'machine' | 'files' | 'network' | 'facts'>;

/** The engine hears of every process that memory ran out for, also when the container goes on. */
function outOfMemory(store: ContainerStore, id: string): void {
  const container = store.find(id);
  if (!container?.run || container.state.oomKilled) return;
  container.state.oomKilled = true;
  store.emit(container, 'oom');
}

/** Who is whose namespace's owner; a container that is just starting is known by its processes only. */
const familyOf = (store: ContainerStore, rows: () => readonly HostRow[]): Family => ({
  find: (id) => store.find(id),
  leader: ({ id, run }) =>
    run?.first.hostPid ??
    Math.min(...rows().flatMap(({ containerId, hostPid }) => (containerId === id ? [hostPid] : []))),
});

async function startFirst(container: Container, { machine, files, network, facts }: Base): Promise<Running> {
  const { config, host, stdio, path, args } = container;
  const user = await userOf(container, files, '');
  const size = (host as unknown as { readonly ConsoleSize?: readonly number[] }).ConsoleSize ?? [];
  return machine.start({
    argv: [path, ...args],
    env: environment(container, user.home),
    cwd: config.WorkingDir === '' ? '/' : config.WorkingDir,
    user,
    ...(config.Tty && { terminal: { columns: Number(size[1]) || 80, rows: Number(size[0]) || 24 } }),
    stdin: config.OpenStdin ? stdio.keyboard : emptyInput,
    stdout: stdio.output('stdout'),
    stderr: stdio.output(config.Tty ? 'stdout' : 'stderr'),
    ...(host.Init === true && { init: true }),
    files,
    network,
    facts,
  });
}

/** The user of a container or, when `spec` says so, another one, with the groups of `--group-add`. Throws StartError. */
export async function userOf({ config, host }: Container, files: Files, spec: string): Promise<User> {
  const user = await findUser(files, spec === '' ? config.User : spec);
  const added = await findGroups(files, host.GroupAdd ?? []).catch((error: unknown) => {
    throw new StartError(500, error instanceof Error ? error.message : String(error), 128);
  });
  return added.length === 0 ? user : { ...user, groups: [...new Set([...(user.groups ?? []), ...added])] };
}

/** The environment that a container's processes start with; `more` goes over the container's own. */
export function environment(
  { config }: Container,
  home: string,
  terminal = config.Tty,
  more: readonly string[] = [],
): readonly string[] {
  const all = new Map<string, string>();
  const set = (text: string) => {
    const equals = text.indexOf('=');
    // A name without a value takes the variable away, as the engine does.
    if (equals === -1) all.delete(text);
    else all.set(text.slice(0, equals), text);
  };
  set('PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  set(`HOSTNAME=${config.Hostname}`);
  if (terminal) set('TERM=xterm');
  for (const text of [...config.Env, ...more]) set(text);
  if (!all.has('HOME')) set(`HOME=${home}`);
  return [...all.values()];
}

function factsOf(store: ContainerStore, container: Container): LimitedFacts {
  const { config, host } = container;
  const limit = (value: number | null) => ((value ?? 0) > 0 ? (value ?? undefined) : undefined);
  return {
    containerId: container.id,
    containerName: container.name,
    hostname: host.UTSMode === 'host' ? store.host.name : config.Hostname,
    domainname: config.Domainname,
    image: config.Image,
    labels: config.Labels,
    kernel: store.host.kernel,
    get cpus() {
      return cpusOf(container.host.CpusetCpus, store.host.cpus).count;
    },
    memoryLimit: () => memoryLimitOf(container.host, store.host),
    pidsLimit: () => limit(container.host.PidsLimit),
    capabilities: capabilitiesOf(host),
    limits: limitsOf(host),
  };
}

/** The disks of the machine that the lab pretends to run on, and the devices that every machine has. */
const hostDevices = ['vda', 'vda1', 'full', 'null', 'random', 'tty', 'urandom', 'zero'].map((name) => `/dev/${name}`);

/** A device whose speed is to be limited must be there. */
function checkThrottled(host: HostConfig): void {
  const options = ['WeightDevice', 'DeviceReadBps', 'DeviceWriteBps', 'DeviceReadIOps', 'DeviceWriteIOps'];
  for (const option of options) {
    const list = (host as unknown as Readonly<Record<string, unknown>>)[`Blkio${option}`];
    for (const entry of Array.isArray(list) ? (list as readonly unknown[]) : []) {
      const path = (entry as { readonly Path?: unknown } | null)?.Path;
      if (typeof path === 'string' && !hostDevices.includes(path)) {
        throw new StartError(500, `stat ${path}: no such file or directory`, 128);
      }
    }
  }
}

/** Memory and what of the machine's swap comes on top of it. */
function memoryLimitOf({ Memory: memory, MemorySwap: total }: HostConfig, { swap }: LabHost): number | undefined {
  if (memory <= 0) return undefined;
  return memory + (total < 0 ? swap : Math.min(swap, Math.max(0, total - memory)));
}

/** Limits by their names; an unknown one is refused as runc does. */
function limitsOf({ Ulimits: list }: HostConfig): ReadonlyMap<string, Limit> {
  const value = (given: unknown) => (typeof given === 'number' && given >= 0 ? given : Infinity);
  return new Map(
    (list ?? []).map(({ Name, Soft, Hard }): [string, Limit] => {
      const name = typeof Name === 'string' ? Name.toLowerCase() : '';
      if (limitNames.includes(name)) return [name, { soft: value(Soft), hard: value(Hard) }];
      const before = runcSays.replace('unable to start container process: ', '');
      throw new StartError(500, `${before}wrong rlimit value: RLIMIT_${name.toUpperCase()}: unknown`, 128);
    }),
  );
}

const limitNames =
  'core cpu data fsize locks memlock msgqueue nice nofile nproc rss rtprio rttime sigpending stack as'.split(' ');

function capabilitiesOf({ Privileged: all, CapAdd: add, CapDrop: drop }: HostConfig): ReadonlySet<string> {
  if (all) return new Set(allCapabilities);
  const kept = (drop ?? []).includes('ALL') ? [] : defaultCapabilities.filter((name) => !(drop ?? []).includes(name));
  const wanted = (add ?? []).includes('ALL')
    ? allCapabilities.filter((name) => !(drop ?? []).includes(name))
    : (add ?? []);
  return new Set([...kept, ...wanted]);
}
