import { mkdir } from 'node:fs/promises';
import { posix } from 'node:path';
import { anchor, deviceTree, hostTree, memoryTree, mountFiles, pathOnly, type Mount } from '../../files';
import type { Tree } from '../../files/tree';
import { FileError, type Files } from '../../kernel/files';
import type { NetworkStack } from '../../kernel/network';
import { ApiError } from '../../http/call';
import type { Volume } from '../model';
import type { Container, Mounted } from './record';
import { procTree, sysTree, type SpecialFacts } from './special-files';
import { runcSays, StartError } from './start-error';
import type { ContainerStore } from './store';
import { subTree } from './sub-tree';

const plain = { mode: 0o755, uid: 0, gid: 0, mtime: 0 };

/** The files of a container that does not run: its own, its volumes and binds, and what was generated for its last run. */
export async function restingFiles(store: ContainerStore, container: Container): Promise<Files> {
  const mounts = [...(await volumeMounts(store, container, false)), ...generatedMounts(container)];
  return mountFiles(rootTree(container), mounts, store.parts.clock);
}

const rootTree = (container: Container): Tree => container.root;

/** The files of a container that starts: everything is mounted, mount points are made, empty volumes are filled. */
export async function runningFiles(store: ContainerStore, container: Container, facts: SpecialFacts): Promise<Files> {
  const { clock } = store.parts;
  const given = (await store.parts.taskFiles?.(container.id)) ?? [];
  const volumes = [...(await volumeMounts(store, container, true)), ...given];
  const shared = memoryTree({ capacity: container.host.ShmSize, clock, mode: 0o1777 });
  const system: readonly Mount[] = [
    { path: '/proc', tree: procTree(facts), readOnly: false, source: 'proc' },
    { path: '/dev', tree: deviceTree(clock), readOnly: false, source: 'tmpfs' },
    { path: '/dev/shm', tree: shared, readOnly: false, source: 'shm' },
    { path: '/sys', tree: sysTree(facts), readOnly: true, source: 'sysfs' },
  ];
  const mounts = [...system, ...generatedMounts(container), ...volumes];
  const bare = mountFiles(rootTree(container), [], clock);
  for (const mount of volumes) {
    const { point } = container.mounts.find((one) => one.point.Destination === mount.path) ?? {};
    await makePlace(bare, mount, point?.Source ?? '');
  }
  for (const mounted of container.mounts) await fillVolume(store, bare, mounted);
  return mountFiles(rootTree(container), withReadOnlyRoot(container, mounts), clock);
}

/** A read-only root is the same tree, mounted again over itself. */
function withReadOnlyRoot(container: Container, mounts: readonly Mount[]): readonly Mount[] {
  if (!container.host.ReadonlyRootfs) return mounts;
  return [{ path: '/', tree: rootTree(container), readOnly: true, source: 'overlay' }, ...mounts];
}

/** The mount points of /proc and the like are shown without being there; those of volumes are made, as `docker diff` tells. */
async function makePlace(files: Files, { path, tree }: Mount, held: string): Promise<void> {
  const known = await files.stat(path).catch(() => undefined);
  const top = await tree.stat([]).catch(() => undefined);
  if (known && top && (known.kind === 'directory') !== (top.kind === 'directory')) throw cannotMount(held, path);
  if (known || /^\/(dev|proc|sys)\//.test(path)) return;
  if (top?.kind !== 'file') return files.mkdir(path, { parents: true });
  const parent = posix.dirname(path);
  if (parent !== '/') await files.mkdir(parent, { parents: true });
  await files.write(path, '');
}

/** What runc says, and dockerd after it, when a folder is to be mounted onto a file or a file onto a folder. */
const cannotMount = (source: string, path: string): StartError =>
  new StartError(
    400,
    `${runcSays}error during container init: error mounting "${source}" to rootfs at "${path}": ` +
      `mount ${source}:${path} (via /proc/self/fd/6), flags: 0x5000: not a directory: unknown: ` +
      'Are you trying to mount a directory onto a file (or vice-versa)? ' +
      'Check if the specified host path exists and is the expected type',
    127,
  );

/** Copies what the image has at a volume's place into the volume, when that is empty. */
async function fillVolume(store: ContainerStore, image: Files, { point, copyUp, subpath }: Mounted): Promise<void> {
  if (point.Type !== 'volume' || !copyUp || subpath !== undefined) return;
  const tree = store.parts.volumes.find(point.Name ?? '')?.tree;
  if (!tree || (await tree.list([])).length > 0) return;
  const top = await image.stat(point.Destination).catch(() => undefined);
  if (top?.kind !== 'directory') return;
  await copyInto(image, point.Destination, tree, []);
}

async function copyInto(from: Files, path: string, tree: Tree, names: readonly string[]): Promise<void> {
  const { mode, uid, gid, mtime } = await from.lstat(path);
  for (const name of await from.list(path)) {
    const place = `${path}/${name}`;
    const at = [...names, name];
    const stat = await from.lstat(place);
    const create = { mode: stat.mode, uid: stat.uid, gid: stat.gid, mtime: stat.mtime };
    if (stat.kind === 'symlink') await tree.symlink(stat.target ?? '', at, create);
    else if (stat.kind === 'file') {
      await tree.write(at, await from.read(place), { append: false, create, size: stat.size });
    } else if (stat.kind === 'directory') {
      await tree.mkdir(at, create);
      await copyInto(from, place, tree, at);
    }
  }
  await tree.change(names, { mode, uid, gid, mtime });
}

/** @param isRun folders of this machine are held on to until the run is over */
function volumeMounts(store: ContainerStore, container: Container, isRun: boolean): Promise<readonly Mount[]> {
  const sorted = [...container.mounts].sort((a, b) => a.point.Destination.length - b.point.Destination.length);
  return Promise.all(sorted.map((mounted) => mountOf(store, container, mounted, isRun)));
}

async function mountOf(store: ContainerStore, container: Container, mounted: Mounted, isRun: boolean): Promise<Mount> {
  const { point } = mounted;
  const path = point.Destination;
  const readOnly = !point.RW;
  if (point.Type === 'tmpfs') {
    const { size: capacity, mode = 0o1777 } = mounted;
    const tree = memoryTree({ mode, clock: store.parts.clock, ...(capacity !== undefined && { capacity }) });
    return { path, tree, readOnly, source: 'tmpfs' };
  }
  if (point.Type === 'volume')
    return { path, tree: await volumeTree(store, mounted, isRun), readOnly, source: '/dev/vda1' };
  if (mounted.create) await makeSource(point.Source);
  const held = isRun ? await anchor(point.Source) : pathOnly(point.Source);
  if (isRun) container.anchors.add(held);
  return { path, tree: hostTree(held), readOnly, source: '/dev/vda1' };
}

async function volumeTree(store: ContainerStore, { point, subpath }: Mounted, isRun: boolean): Promise<Tree> {
  const volume = store.parts.volumes.find(point.Name ?? '') ?? (await store.parts.volumes.ensure(point.Name));
  const below = (subpath ?? '').split('/').filter((name) => name !== '' && name !== '.');
  if (below.length === 0) return volume.tree;
  if (isRun) await checkSubpath(volume, below);
  return subTree(volume.tree, below);
}

/** A part of a volume that is to be mounted must be there. */
async function checkSubpath({ tree, mountpoint }: Volume, below: readonly string[]): Promise<void> {
  if (await tree.stat(below).catch(() => undefined)) return;
  const path = [mountpoint, ...below].join('/');
  throw new StartError(404, `cannot access path ${path}: lstat ${path}: no such file or directory`, 128);
}

async function makeSource(path: string): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    throw new ApiError(500, `error while creating mount source path '${path}': mkdir ${path}: ${message}`);
  });
}

function generatedMounts({ generated }: Container): readonly Mount[] {
  if (!generated) return [];
  return ['hostname', 'hosts', 'resolv.conf'].map((name) => ({
    path: `/etc/${name}`,
    tree: subTree(generated, [name]),
    readOnly: false,
    source: '/dev/vda1',
  }));
}

/** Writes /etc/hostname, /etc/hosts and /etc/resolv.conf for a run. */
export async function generateFiles(store: ContainerStore, container: Container, network: NetworkStack): Promise<Tree> {
  const tree = memoryTree({ clock: store.parts.clock });
  const create = { ...plain, mode: 0o644, mtime: store.parts.clock.now() };
  const write = (name: string, text: string) => tree.write([name], Buffer.from(text), { append: false, create });
  const { Hostname: hostname, Domainname: domain } = container.config;
  await write('hostname', `${hostname}\n`);
  const { hostsFile, resolvFile, hostsFrom } = store.parts.networks;
  await write(
    'hosts',
    hostsFile?.(container.id) ??
      hostsText(container, network, domain === '' ? hostname : `${hostname}.${domain} ${hostname}`),
  );
  await write('resolv.conf', resolvFile?.(container.id) ?? resolverText(store, container, network));
  hostsFrom?.(container.id, async () => (await tree.read(['hosts'])).toString('utf8'));
  return tree;
}

function hostsText({ host }: Container, network: NetworkStack, names: string): string {
  const own = network.interfaces().filter(({ name }) => name !== 'lo');
  const extra = (host.ExtraHosts ?? []).map((entry) => {
    const [name = '', ...address] = entry.split(':');
    const gateway = own[0]?.gateway ?? '172.17.0.1';
    return `${address.join(':') === 'host-gateway' ? gateway : address.join(':')}\t${name}\n`;
  });
  return (
    '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nff00::0\tip6-mcastprefix\n' +
    'ff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n' +
    extra.join('') +
    (host.NetworkMode === 'host' ? '' : own.map(({ address }) => `${address}\t${names}\n`).join(''))
  );
}

function resolverText(store: ContainerStore, { host }: Container, network: NetworkStack): string {
  const own = network.nameServer();
  const servers = own === undefined ? ((host.Dns ?? []).length > 0 ? (host.Dns ?? []) : store.host.nameServers) : [own];
  const search = (host.DnsSearch ?? []).filter((name) => name !== '.');
  const options = [...(host.DnsOptions ?? []), ...(own === '127.0.0.11' ? ['ndots:0'] : [])];
  return [
    '# Generated by Docker Engine.\n# This file can be edited; Docker Engine will not make further changes once it\n# has been modified.\n\n',
    ...servers.map((address) => `nameserver ${address}\n`),
    ...(search.length > 0 ? [`search ${search.join(' ')}\n`] : []),
    ...(options.length > 0 ? [`options ${options.join(' ')}\n`] : []),
    `\n# Based on host file: '/etc/resolv.conf' (${own === '127.0.0.11' ? 'internal resolver' : 'legacy'})\n`,
    own === '127.0.0.11' ? `# ExtServers: [${store.host.nameServers.join(' ')}]\n` : '',
    '# Overrides: []\n',
  ].join('');
}

/** Makes the working directory of a container that has none yet; throws ApiError 500 when something else is there. */
export async function makeWorkingDirectory(files: Files, path: string): Promise<void> {
  if (path === '' || path === '/') return;
  const known = await files.stat(path).catch((error: unknown) => error as Error);
  if (known instanceof FileError && known.code === 'ENOENT') await files.mkdir(path, { parents: true });
  else if (known instanceof Error || known.kind !== 'directory') {
    throw new ApiError(500, `Cannot mkdir: ${path} is not a directory`);
  }
}
