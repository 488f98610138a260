import type { StaticEntry } from '../../files/static-tree';
import { capabilityMask } from '../../processes/capabilities';
import type { HostRow } from '../../processes/machine';
import { cpusOf } from './cpus';
import type { LabHost } from './host';
import type { HostConfig } from './record';

/** What the files of a process tell beside its row. */
export type ProcessFacts = {
  readonly lab: LabHost;
  readonly host: HostConfig;
  /** The links of its `ns` folder: name and target. */
  readonly namespaces: () => readonly (readonly [string, string])[];
  readonly mounts: () => string;
};

const nameOf = ({ argv }: HostRow): string => (argv[0] ?? '').split('/').at(-1)?.slice(0, 15) ?? '';

/** The files of a process below its folder in /proc. */
export function filesOfProcess(row: HostRow, facts: ProcessFacts): readonly (readonly [string, StaticEntry])[] {
  const name = nameOf(row);
  const { host } = facts;
  return [
    ['cmdline', () => row.argv.map((word) => `${word}\0`).join('')],
    ['comm', () => `${name}\n`],
    ['mounts', facts.mounts],
    ['cgroup', () => '0::/\n'],
    ['oom_score_adj', () => `${host.OomScoreAdj}\n`],
    ['root', { target: () => '/' }],
    ['stat', () => `${row.pid} (${name}) S ${row.ppid} ${row.pid} ${row.pid} 0 -1 4194560\n`],
    ['status', () => statusText(row, facts)],
    ...facts.namespaces().map(([kind, target]) => [`ns/${kind}`, { target: () => target }] as const),
  ];
}

/** /proc/<pid>/status with what lessons look at: numbers, users, capabilities, seccomp, processors. */
function statusText(row: HostRow, { host, lab }: ProcessFacts): string {
  const { pid, ppid, user } = row;
  const { list, mask } = cpusOf(host.CpusetCpus, lab.cpus);
  const all = capabilityMask(row.capabilities);
  const held = user.uid === 0 ? all : capabilityMask(new Set());
  const options = (host as unknown as { readonly SecurityOpt?: readonly string[] | null }).SecurityOpt ?? [];
  const noNew = options.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option));
  const filtered = !host.Privileged && !options.some((option) => /^seccomp[:=]unconfined$/.test(option));
  const four = (id: number) => Array.from({ length: 4 }, () => id).join('\t');
  const fields: readonly (readonly [string, string | number])[] = [
    ['Name', nameOf(row)],
    ['Umask', '0022'],
    ['State', 'S (sleeping)'],
    ['Tgid', pid],
    ['Ngid', 0],
    ['Pid', pid],
    ['PPid', ppid],
    ['TracerPid', 0],
    ['Uid', four(user.uid)],
    ['Gid', four(user.gid)],
    ['FDSize', 64],
    ['Groups', [...new Set([user.gid, ...(user.groups ?? [])])].join(' ')],
    ['NStgid', pid],
    ['NSpid', pid],
    ['Threads', 1],
    ['CapInh', capabilityMask(new Set())],
    ['CapPrm', held],
    ['CapEff', held],
    ['CapBnd', all],
    ['CapAmb', capabilityMask(new Set())],
    ['NoNewPrivs', noNew ? 1 : 0],
    ['Seccomp', filtered ? 2 : 0],
    ['Seccomp_filters', filtered ? 1 : 0],
    ['Cpus_allowed', mask],
    ['Cpus_allowed_list', list],
  ];
  return fields.map(([field, value]) => `${field}:\t${value}\n`).join('');
}
