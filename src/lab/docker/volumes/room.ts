import { randomBytes } from 'node:crypto';
import { ApiError } from '../../http/call';
import type { Clock } from '../../kernel/clock';
import { demandShape, eachKept, type Keeper, type Kept } from '../../state/keeper';
import type { EventRoom, Volume } from '../model';
import { checkName, checkOptions, sourceOf, type Source } from './volume-options';
import { anonymousLabel, type Volumes, type VolumesAtWork } from './volumes';
import { volumeRoutes } from './volume-routes';
import { contentOf, mountRefusal, sizeOf, type Content } from './volume-tree';

/** What the volumes need from others. */
export type VolumeParts = { readonly clock: Clock; readonly events: EventRoom; readonly keeper: Keeper };

type Use = { readonly container: string; readonly destination: string; readonly readOnly: boolean; mounted: boolean };
type Own = Volume & {
  readonly content: Content;
  readonly source: Source;
  readonly uses: Use[];
  readonly plain: boolean;
};
type KeptVolume = { readonly volume: Omit<Volume, 'tree'>; readonly plain: boolean; readonly content: Kept };

const kind = 'volume';

/** The room of volumes: their content lives in memory and in the snapshot. */
export function createVolumes({ clock, events, keeper }: VolumeParts): Volumes {
  const volumes = new Map<string, Own>();

  const keep = (volume: Own): void =>
    keeper.put(kind, volume.name, () => {
      const { name, anonymous, driver, labels, options, created, mountpoint, plain } = volume;
      const bare = { name, anonymous, driver, labels, options, created, mountpoint };
      return { volume: bare, plain, content: volume.content.save() };
    });

  const put = (volume: Omit<Volume, 'tree'>, plain: boolean, content: Kept): Own => {
    const source = sourceOf(volume.options);
    const made = contentOf(source, clock, content, () => {
      if (volumes.get(own.name) === own) keep(own);
    });
    const own: Own = { ...volume, tree: made.tree, content: made, source, uses: [], plain };
    volumes.set(own.name, own);
    return own;
  };

  const create: Volumes['create'] = ({ name: asked, driver, labels, options = {} }) => {
    const anonymous = asked === '';
    const name = anonymous ? randomBytes(32).toString('hex') : asked;
    if (driver !== '' && driver !== 'local') checkOptions(name, driver, options);
    const known = volumes.get(name);
    if (known) return known;
    checkName(name);
    checkOptions(name, driver, options);
    const volume = put(
      {
        name,
        anonymous,
        driver: 'local',
        labels: anonymous ? { ...labels, [anonymousLabel]: '' } : (labels ?? {}),
        options: Object.keys(options).length === 0 ? null : options,
        created: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
        mountpoint: `/var/lib/docker/volumes/${name}/_data`,
      },
      labels !== undefined || anonymous,
      undefined,
    );
    keep(volume);
    events.emit('volume', 'create', { ID: name, Attributes: { driver: volume.driver } });
    return volume;
  };

  const drop = (volume: Own): void => {
    volumes.delete(volume.name);
    keeper.drop(kind, volume.name);
    events.emit('volume', 'destroy', { ID: volume.name, Attributes: { driver: volume.driver } });
  };

  const usersOf = (name: string): readonly string[] => [
    ...new Set(volumes.get(name)?.uses.map((use) => use.container) ?? []),
  ];

  const remove: Volumes['remove'] = (name, force) => {
    const volume = volumes.get(name);
    if (!volume) {
      if (force) return;
      throw new ApiError(404, `get ${name}: no such volume`);
    }
    const users = usersOf(name);
    if (users.length > 0) throw new ApiError(409, `remove ${name}: volume is in use - [${users.join(', ')}]`);
    drop(volume);
  };

  const mounted = (containerId: string, running: boolean): void => {
    for (const volume of volumes.values()) {
      for (const use of volume.uses) {
        if (use.container !== containerId || use.mounted === running) continue;
        use.mounted = running;
        const { driver } = volume;
        const how = { destination: use.destination, propagation: '', 'read/write': String(!use.readOnly) };
        const Attributes = { container: containerId, driver, ...(running ? how : {}) };
        events.emit('volume', running ? 'mount' : 'unmount', { ID: volume.name, Attributes });
      }
      if (!running && !volume.uses.some((use) => use.mounted)) volume.content.empty();
    }
  };

  const mountable = async (containerId: string): Promise<void> => {
    for (const volume of volumes.values()) {
      if (!volume.uses.some((use) => use.container === containerId)) continue;
      const refusal = await mountRefusal(volume.source, volume.mountpoint);
      if (refusal === undefined) continue;
      const problem = `error while mounting volume '${volume.mountpoint}': failed to mount local volume: ${refusal}`;
      throw new ApiError(500, problem);
    }
  };

  const shown = (volume: Volume): object => ({
    CreatedAt: volume.created,
    Driver: volume.driver,
    Labels: volumes.get(volume.name)?.plain ? volume.labels : null,
    Mountpoint: volume.mountpoint,
    Name: volume.name,
    Options: volume.options,
    Scope: 'local',
  });

  const room: VolumesAtWork = {
    create,
    all: () => [...volumes.values()],
    usersOf,
    remove,
    shown,
    usage: () =>
      Promise.all(
        [...volumes.values()].map(async (volume) => ({
          ...shown(volume),
          UsageData: { RefCount: usersOf(volume.name).length, Size: await sizeOf(volume.tree) },
        })),
      ),
    mountable,
    ensure: (name, labels) =>
      Promise.resolve().then(() => create({ name: name ?? '', driver: '', labels, options: undefined })),
    find: (name) => volumes.get(name),
    use: (name, container, destination, readOnly) => {
      const volume = volumes.get(name);
      if (!volume) throw new ApiError(404, `get ${name}: no such volume`);
      if (volume.uses.some((use) => use.container === container && use.destination === destination)) return;
      volume.uses.push({ container, destination, readOnly, mounted: false });
    },
    release: (container) => {
      mounted(container, false);
      for (const { uses } of volumes.values()) {
        uses.splice(0, uses.length, ...uses.filter((use) => use.container !== container));
      }
    },
    mounted,
    removeAnonymous: (name) => {
      const volume = volumes.get(name);
      if (volume?.anonymous && volume.uses.length === 0) drop(volume);
      return Promise.resolve();
    },
    restore: () => {
      eachKept(keeper, kind, (value, name) => {
        const { volume, plain, content } = value as unknown as KeptVolume;
        demandShape(volume.name === name && typeof volume.options === 'object');
        put(volume, plain, content);
      });
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
  return { ...room, routes: volumeRoutes(room, events) };
}
