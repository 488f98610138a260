import { ApiError } from '../../http/call';
import type { Labels, Volume } from '../model';
import { checkMode, readBindText, readMount } from './mount-requests';
import type { Container, ContainerConfig, HostConfig, MountPoint, Mounted } from './record';
import type { ContainerStore } from './store';

/**
 * Settles what a new container mounts: `--volumes-from`, `-v`, `--mount`, the image's volumes, `--tmpfs`. The names of
 * anonymous volumes go to `made` as they are made. Throws ApiError.
 */
export async function settleMounts(
  store: ContainerStore,
  id: string,
  config: ContainerConfig,
  host: HostConfig,
  made: string[],
): Promise<readonly Mounted[]> {
  const anonymousVolume = async (): Promise<Volume> => {
    const volume = await store.parts.volumes.ensure(undefined);
    made.push(volume.name);
    return volume;
  };
  const found = new Map<string, Mounted>();
  for (const mounted of inherited(store, host.VolumesFrom ?? [])) found.set(mounted.point.Destination, mounted);
  const own = await ownMounts(store, host, anonymousVolume);
  for (const mounted of own) {
    const { Destination: place } = mounted.point;
    if (own.some((other) => other !== mounted && other.point.Destination === place)) {
      throw new ApiError(400, `Duplicate mount point: ${place}`);
    }
    found.delete(place);
    found.set(place, mounted);
  }
  for (const place of Object.keys(config.Volumes ?? {})) {
    if (!place.startsWith('/') || place === '/' || found.has(place)) continue;
    found.set(place, withVolume(anonymous(place), await anonymousVolume()));
  }
  for (const { point } of found.values()) {
    if (point.Name !== undefined) store.parts.volumes.use(point.Name, id, point.Destination, !point.RW);
  }
  return [...found.values()];
}

/** What the client itself asks for. */
async function ownMounts(
  store: ContainerStore,
  host: HostConfig,
  anonymousVolume: () => Promise<Volume>,
): Promise<readonly Mounted[]> {
  const own: Mounted[] = Object.entries(host.Tmpfs ?? {}).map(([place, options]) => tmpfs(place, options));
  const volume = (name: string, labels?: Labels): Promise<Volume> =>
    name === '' && !labels ? anonymousVolume() : store.parts.volumes.ensure(name === '' ? undefined : name, labels);
  for (const text of host.Binds ?? []) {
    const { name = '', ...mounted } = readBindText(text);
    own.push(mounted.point.Type === 'volume' ? withVolume(mounted, await volume(name)) : mounted);
  }
  for (const request of host.Mounts ?? []) {
    const { volume: asked, ...mounted } = await readMount(request);
    own.push(asked ? withVolume(mounted, await volume(asked.Source ?? '', asked.VolumeOptions?.Labels)) : mounted);
  }
  return own;
}

const anonymous = (place: string): Mounted => ({
  point: { Type: 'volume', Source: '', Destination: place, Mode: '', RW: true, Propagation: '' },
  copyUp: true,
  create: false,
});

function withVolume(mounted: Mounted, volume: Volume): Mounted {
  const { Type, Destination, Mode, RW, Propagation } = mounted.point;
  const point: MountPoint = {
    Type,
    Name: volume.name,
    Source: volume.mountpoint,
    Destination,
    Driver: volume.driver,
    Mode,
    RW,
    Propagation,
  };
  return { ...mounted, point };
}

function inherited(store: ContainerStore, from: readonly string[]): readonly Mounted[] {
  return from.flatMap((text) => {
    const [reference = '', mode = ''] = text.split(':');
    const words = checkMode(mode, 400);
    const other: Container | undefined = store.find(reference);
    if (!other) throw new ApiError(400, `No such container: ${reference}`);
    // dockerd looks for the volume of every mount without a source, so memory that came by --mount cannot be handed on.
    if (other.mounts.some(({ point, hidden }) => point.Type === 'tmpfs' && hidden !== true)) {
      throw new ApiError(404, 'get: no such volume');
    }
    return other.mounts
      .filter(({ point }) => point.Type !== 'tmpfs')
      .map((mounted) => ({
        ...mounted,
        copyUp: false,
        point: { ...mounted.point, Mode: mode, RW: mounted.point.RW && !words.includes('ro') },
      }));
  });
}

const units: Readonly<Record<string, number>> = { k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** `size=64m,mode=1770` of `--tmpfs`. */
function tmpfs(place: string, options: string): Mounted {
  const words = options.split(',');
  const size = words.map((word) => /^size=(\d{1,12})([kmg]?)b?$/i.exec(word)).find((found) => found);
  const mode = words.map((word) => /^mode=([0-7]{1,4})$/.exec(word)).find((found) => found);
  return {
    point: { Type: 'tmpfs', Source: '', Destination: place, Mode: '', RW: !words.includes('ro'), Propagation: '' },
    copyUp: false,
    create: false,
    ...(size && { size: Number(size[1]) * (units[(size[2] ?? '').toLowerCase()] ?? 1) }),
    ...(mode && { mode: Number.parseInt(mode[1] ?? '', 8) }),
    hidden: true,
  };
}
