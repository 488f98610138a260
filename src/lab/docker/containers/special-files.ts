import { staticTree, type StaticEntry } from '../../files/static-tree';
import type { Tree } from '../../files/tree';
import type { Clock } from '../../kernel/clock';
import type { Files } from '../../kernel/files';
import type { NetworkStack } from '../../kernel/network';
import type { HostRow } from '../../processes/machine';
import { cpusOf } from './cpus';
import type { LabHost } from './host';
import { filesOfProcess } from './process-files';
import type { ContainerConfig, HostConfig } from './record';

/** What /proc and /sys/fs/cgroup of a container tell about. */
export type SpecialFacts = {
  readonly containerId: string;
  readonly clock: Clock;
  readonly lab: LabHost;
  readonly config: ContainerConfig;
  /** The limits as they are now. */
  readonly host: () => HostConfig;
  /** Of the whole pid namespace. */
  readonly processes: () => readonly HostRow[];
  /** The links in the `ns` folder of a container's processes, by its id. */
  readonly namespaces: (containerId: string) => readonly (readonly [string, string])[];
  readonly memoryUsed: () => number;
  readonly outOfMemoryKills: () => number;
  readonly files: () => Files;
  readonly network: () => NetworkStack;
};

/** The time from which the lab's pretended machine is up: a day before the lab's own start would be a guess, an hour will do. */
const upSince = 3600;

/** /proc of a container. */
export function procTree(facts: SpecialFacts): Tree {
  const { clock, lab, config } = facts;
  const started = clock.now();
  const uptime = () => (clock.now() - started) / 1000 + upSince;
  const fixed: Record<string, StaticEntry> = {
    version: () => `Linux version ${lab.kernel} (lab@cloud-native-tutor) #1 SMP PREEMPT_DYNAMIC\n`,
    uptime: () => `${uptime().toFixed(2)} ${(uptime() * lab.cpus * 0.95).toFixed(2)}\n`,
    loadavg: () => `0.08 0.05 0.01 1/${facts.processes().length} ${facts.processes().at(-1)?.pid ?? 1}\n`,
    meminfo: () => memoryText(lab, facts.memoryUsed()),
    cpuinfo: () => cpuText(lab),
    stat: () => `cpu  0 0 0 0 0 0 0 0 0 0\nbtime ${Math.floor(clock.now() / 1000 - uptime())}\nprocesses 1\n`,
    mounts: () => mountText(facts.files()),
    filesystems: () => 'nodev\tproc\nnodev\ttmpfs\nnodev\toverlay\n\text4\n',
    cmdline: () => 'BOOT_IMAGE=/boot/vmlinuz-lab\n',
    self: { target: () => '1' },
    'sys/kernel/hostname': () => `${config.Hostname}\n`,
    'sys/kernel/ostype': () => 'Linux\n',
    'sys/kernel/osrelease': () => `${lab.kernel}\n`,
    'sys/kernel/pid_max': () => '4194304\n',
    'sys/net/ipv4/ip_forward': () => '1\n',
    'sys/net/core/somaxconn': () => '4096\n',
    'sys/vm/overcommit_memory': () => '1\n',
    'net/dev': () => deviceText(facts.network()),
    'thread-self': { target: () => '1' },
  };
  const settings = Object.entries(facts.host().Sysctls ?? {}).map(
    ([name, value]) => [`sys/${name.replaceAll('.', '/')}`, () => `${value}\n`] as const,
  );
  return staticTree(() => ({ ...fixed, ...Object.fromEntries(settings), ...processFiles(facts) }), { mtime: started });
}

function processFiles(facts: SpecialFacts): Record<string, StaticEntry> {
  return Object.fromEntries(
    facts.processes().flatMap((row) => {
      const about = {
        lab: facts.lab,
        host: facts.host(),
        namespaces: () => facts.namespaces(row.containerId),
        mounts: () => mountText(facts.files()),
      };
      return filesOfProcess(row, about).map(([file, entry]) => [`${row.pid}/${file}`, entry] as const);
    }),
  );
}

/** /sys of a container, with its control group (version 2) as the root of /sys/fs/cgroup. */
export function sysTree(facts: SpecialFacts): Tree {
  const bytes = (value: number) => `${value > 0 ? String(Math.floor(value / 4096) * 4096) : 'max'}\n`;
  const own = () => facts.processes().filter(({ containerId }) => containerId === facts.containerId);
  const inMemory = () => Math.min(facts.memoryUsed(), facts.host().Memory || Infinity);
  const swap = ({ Memory: memory, MemorySwap: total }: HostConfig) => (total > 0 ? total - memory : 0);
  const group: Record<string, StaticEntry> = {
    'cgroup.controllers': () => 'cpuset cpu io memory hugetlb pids rdma misc\n',
    'cgroup.procs': () =>
      own()
        .map((row) => `${row.pid}\n`)
        .join(''),
    'cgroup.events': () => 'populated 1\nfrozen 0\n',
    'cgroup.freeze': () => '0\n',
    'cgroup.stat': () => 'nr_descendants 0\nnr_dying_descendants 0\n',
    'cgroup.subtree_control': () => '',
    'cgroup.type': () => 'domain\n',
    'cpu.max': () => cpuLimit(facts.host()),
    'cpu.weight': () => `${cpuWeight(facts.host().CpuShares)}\n`,
    'cpu.stat': () => 'usage_usec 0\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n',
    'io.max': () => speedText(facts.host()),
    'io.stat': () => '',
    'cpuset.mems': () => `${facts.host().CpusetMems}\n`,
    'cpuset.mems.effective': () => '0\n',
    'cpuset.cpus': () => `${facts.host().CpusetCpus}\n`,
    'cpuset.cpus.effective': () => `${cpusOf(facts.host().CpusetCpus, facts.lab.cpus).list}\n`,
    'memory.current': () => `${inMemory()}\n`,
    'memory.peak': () => `${inMemory()}\n`,
    'memory.min': () => '0\n',
    'memory.high': () => 'max\n',
    'memory.oom.group': () => '0\n',
    'memory.max': () => bytes(facts.host().Memory),
    'memory.low': () => `${facts.host().MemoryReservation}\n`,
    'memory.swap.max': () =>
      swap(facts.host()) === 0 && facts.host().MemorySwap > 0 ? '0\n' : bytes(swap(facts.host())),
    'memory.swap.current': () => `${facts.memoryUsed() - inMemory()}\n`,
    'memory.events': () =>
      `low 0\nhigh 0\nmax 0\noom ${facts.outOfMemoryKills()}\noom_kill ${facts.outOfMemoryKills()}\noom_group_kill 0\n`,
    'memory.stat': () => `anon ${facts.memoryUsed()}\nfile 0\ninactive_file 0\n`,
    'pids.current': () => `${own().length}\n`,
    'pids.max': () => `${(facts.host().PidsLimit ?? 0) > 0 ? String(facts.host().PidsLimit) : 'max'}\n`,
  };
  return staticTree(Object.fromEntries(Object.entries(group).map(([name, entry]) => [`fs/cgroup/${name}`, entry])), {
    type: 'sysfs',
  });
}

function cpuLimit({ NanoCpus: nano, CpuPeriod: period, CpuQuota: quota }: HostConfig): string {
  if (nano > 0) return `${Math.round(nano / 10_000)} 100000\n`;
  return `${quota > 0 ? String(quota) : 'max'} ${period > 0 ? period : 100_000}\n`;
}

/** The disks of the lab's pretended machine, by their numbers. */
const disks: Readonly<Record<string, string>> = { '/dev/vda': '254:0', '/dev/vda1': '254:1' };

/** io.max: a row for each disk whose speed is limited. */
function speedText(host: HostConfig): string {
  const lists = host as unknown as Readonly<Record<string, unknown>>;
  const words = { ReadBps: 'rbps', WriteBps: 'wbps', ReadIOps: 'riops', WriteIOps: 'wiops' };
  const limits = new Map<string, Map<string, string>>();
  for (const [option, word] of Object.entries(words)) {
    const list = lists[`BlkioDevice${option}`] as readonly { readonly Path: string; readonly Rate: number }[] | null;
    for (const { Path: path, Rate: rate } of list ?? []) {
      const number = disks[path];
      if (number === undefined) continue;
      limits.set(number, (limits.get(number) ?? new Map<string, string>()).set(word, String(rate)));
    }
  }
  const row = (own: ReadonlyMap<string, string>) =>
    Object.values(words)
      .map((word) => `${word}=${own.get(word) ?? 'max'}`)
      .join(' ');
  return [...limits].map(([number, own]) => `${number} ${row(own)}\n`).join('');
}

/** As runc converts shares of version 1 into the weight of version 2. */
const cpuWeight = (shares: number): number => (shares <= 0 ? 100 : 1 + Math.floor(((shares - 2) * 9999) / 262_142));

function memoryText({ memory, swap }: LabHost, used: number): string {
  const row = (name: string, bytes: number) =>
    `${`${name}:`.padEnd(16)}${String(Math.floor(bytes / 1024)).padStart(8)} kB\n`;
  const taken = memory * 0.2 + used;
  return [
    row('MemTotal', memory),
    row('MemFree', memory - taken),
    row('MemAvailable', memory - taken * 0.8),
    row('Buffers', memory * 0.01),
    row('Cached', memory * 0.1),
    row('SwapTotal', swap),
    row('SwapFree', swap),
  ].join('');
}

function cpuText({ cpus }: LabHost): string {
  return Array.from(
    { length: cpus },
    (_, number) =>
      `processor\t: ${number}\nvendor_id\t: CloudNativeTutor\nmodel name\t: Practice lab virtual CPU\n` +
      `cpu MHz\t\t: 2400.000\ncpu cores\t: ${cpus}\n\n`,
  ).join('');
}

function mountText(files: Files): string {
  return files
    .mounts()
    .map((row) => `${row.source} ${row.path} ${row.type} ${row.readOnly ? 'ro' : 'rw'},relatime 0 0\n`)
    .join('');
}

function deviceText(network: NetworkStack): string {
  const head =
    'Inter-|   Receive                                                |  Transmit\n' +
    ' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed\n';
  const zeros = Array.from({ length: 16 }, () => '0').join(' ');
  return (
    head +
    network
      .interfaces()
      .map(({ name }) => `${name.padStart(6)}: ${zeros}\n`)
      .join('')
  );
}
