import { staticTree, type StaticEntry } from '../../files/static-tree';
import type { Tree } from '../../files/tree';
import type { Clock } from '../../kernel/clock';
import type { Files } from '../../kernel/files';
import type { NetworkStack } from '../../kernel/network';
import type { ProcessRow } from '../../kernel/process';
import type { LabHost } from './host';
import type { ContainerConfig, HostConfig } from './record';

/** What /proc and /sys/fs/cgroup of a container tell about. */
export type SpecialFacts = {
  readonly clock: Clock;
  readonly lab: LabHost;
  readonly config: ContainerConfig;
  /** The limits as they are now. */
  readonly host: () => HostConfig;
  readonly processes: () => readonly ProcessRow[];
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
  };
  const settings = Object.entries(facts.host().Sysctls ?? {}).map(
    ([name, value]) => [`sys/${name.replaceAll('.', '/')}`, () => `${value}\n`] as const,
  );
  return staticTree(() => ({ ...fixed, ...Object.fromEntries(settings), ...processFiles(facts) }));
}

function processFiles(facts: SpecialFacts): Record<string, StaticEntry> {
  const limits = facts.host();
  return Object.fromEntries(
    facts.processes().flatMap((row): readonly (readonly [string, StaticEntry])[] => {
      const name = (row.argv[0] ?? '').split('/').at(-1)?.slice(0, 15) ?? '';
      const at = (file: string) => `${row.pid}/${file}`;
      return [
        [at('cmdline'), () => row.argv.map((word) => `${word}\0`).join('')],
        [at('comm'), () => `${name}\n`],
        [at('mounts'), () => mountText(facts.files())],
        [at('cgroup'), () => '0::/\n'],
        [at('oom_score_adj'), () => `${limits.OomScoreAdj}\n`],
        [at('stat'), () => `${row.pid} (${name}) S ${row.ppid} ${row.pid} ${row.pid} 0 -1 4194560\n`],
        [
          at('status'),
          () =>
            `Name:\t${name}\nState:\tS (sleeping)\nTgid:\t${row.pid}\nPid:\t${row.pid}\nPPid:\t${row.ppid}\n` +
            `Uid:\t${`${row.user.uid}\t`.repeat(3)}${row.user.uid}\nGid:\t${`${row.user.gid}\t`.repeat(3)}${row.user.gid}\n`,
        ],
      ];
    }),
  );
}

/** /sys of a container, with its control group (version 2) as the root of /sys/fs/cgroup. */
export function sysTree(facts: SpecialFacts): Tree {
  const bytes = (value: number) => `${value > 0 ? String(Math.floor(value / 4096) * 4096) : 'max'}\n`;
  const swap = ({ Memory: memory, MemorySwap: total }: HostConfig) => (total > 0 ? total - memory : 0);
  const group: Record<string, StaticEntry> = {
    'cgroup.controllers': () => 'cpuset cpu io memory hugetlb pids rdma misc\n',
    'cgroup.procs': () =>
      facts
        .processes()
        .map((row) => `${row.pid}\n`)
        .join(''),
    'cgroup.type': () => 'domain\n',
    'cpu.max': () => cpuLimit(facts.host()),
    'cpu.weight': () => `${cpuWeight(facts.host().CpuShares)}\n`,
    'cpuset.cpus': () => `${facts.host().CpusetCpus}\n`,
    'cpuset.cpus.effective': () => `${facts.host().CpusetCpus || `0-${facts.lab.cpus - 1}`}\n`,
    'memory.current': () => `${facts.memoryUsed()}\n`,
    'memory.max': () => bytes(facts.host().Memory),
    'memory.low': () => `${facts.host().MemoryReservation}\n`,
    'memory.swap.max': () =>
      swap(facts.host()) === 0 && facts.host().MemorySwap > 0 ? '0\n' : bytes(swap(facts.host())),
    'memory.swap.current': () => '0\n',
    'memory.events': () =>
      `low 0\nhigh 0\nmax 0\noom ${facts.outOfMemoryKills()}\noom_kill ${facts.outOfMemoryKills()}\noom_group_kill 0\n`,
    'memory.stat': () => `anon ${facts.memoryUsed()}\nfile 0\ninactive_file 0\n`,
    'pids.current': () => `${facts.processes().length}\n`,
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

/** As runc converts shares of version 1 into the weight of version 2. */
const cpuWeight = (shares: number): number => (shares <= 0 ? 100 : 1 + Math.floor(((shares - 2) * 9999) / 262_142));

function memoryText({ memory }: LabHost, used: number): string {
  const row = (name: string, bytes: number) =>
    `${`${name}:`.padEnd(16)}${String(Math.floor(bytes / 1024)).padStart(8)} kB\n`;
  const taken = memory * 0.2 + used;
  return [
    row('MemTotal', memory),
    row('MemFree', memory - taken),
    row('MemAvailable', memory - taken * 0.8),
    row('Buffers', memory * 0.01),
    row('Cached', memory * 0.1),
    row('SwapTotal', 0),
    row('SwapFree', 0),
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
