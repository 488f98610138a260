import type { Container } from './record';

/** The namespaces of the lab's pretended machine itself, by the numbers that a Linux kernel gives its first ones. */
const ofHost = {
  cgroup: 4_026_531_835,
  ipc: 4_026_531_839,
  mnt: 4_026_531_841,
  net: 4_026_531_840,
  pid: 4_026_531_836,
  time: 4_026_531_834,
  user: 4_026_531_837,
  uts: 4_026_531_838,
} as const;

/** The eight kinds of namespaces(7). */
export type NamespaceKind = keyof typeof ofHost;

/** Another container by its id, and the number that a container's first process has on the host. */
export type Family = {
  readonly find: (id: string) => Container | undefined;
  readonly leader: (container: Container) => number;
};

/** What a container shares for each kind: nothing, the host's namespace or another container's. */
function modeOf({ host }: Container, kind: NamespaceKind): string {
  const { CgroupnsMode: cgroup } = host as unknown as { readonly CgroupnsMode?: string };
  const modes: Readonly<Record<NamespaceKind, string>> = {
    cgroup: cgroup ?? 'private',
    ipc: host.IpcMode,
    mnt: '',
    net: host.NetworkMode,
    pid: host.PidMode,
    // Docker makes none of these two, unless it is rootless or remaps users.
    time: 'host',
    user: 'host',
    uts: host.UTSMode,
  };
  return modes[kind];
}

/** The number of a container's namespace of one kind, the same for two containers that share it. */
export function namespaceOf(container: Container, kind: NamespaceKind, family: Family): number {
  const mode = modeOf(container, kind);
  if (mode === 'host') return ofHost[kind];
  const other = mode.startsWith('container:') ? family.find(mode.slice('container:'.length)) : undefined;
  if (other && other !== container) return namespaceOf(other, kind, family);
  return 4_026_532_000 + family.leader(container) * 8 + Object.keys(ofHost).indexOf(kind);
}

/** The links of /proc/<pid>/ns, name and target, for the processes of a container. */
export function namespaceLinks(container: Container, family: Family): readonly (readonly [string, string])[] {
  return (Object.keys(ofHost) as NamespaceKind[]).flatMap((kind) => {
    const target = `${kind}:[${namespaceOf(container, kind, family)}]`;
    const link = [kind, target] as const;
    return kind === 'pid' || kind === 'time' ? [link, [`${kind}_for_children`, target] as const] : [link];
  });
}
