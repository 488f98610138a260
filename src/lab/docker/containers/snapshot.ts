import { loadTree, memoryTree, overlay } from '../../files';
import type { MemoryTree } from '../../files/memory-tree';
import type { Overlay } from '../../files/overlay';
import type { Clock } from '../../kernel/clock';
import { demandShape, type Kept } from '../../state/keeper';
import type { Image } from '../model';
import { ContainerLog } from './container-log';
import type { Container, ContainerState } from './record';
import { initLayer } from './init-layer';
import { Stdio } from './stdio';
import { millisecondsOf } from './times';

const copied = [
  'id', 'name', 'created', 'imageId', 'path', 'args', 'config', 'host', 'endpoints', 'mounts', 'state', 'restartCount',
  'stoppedByHand', 'prepared', 'sandboxId',
] as const; // prettier-ignore

/** What has not been asked for since the snapshot was read stays as it was kept: most of many containers rest. */
const resting = new WeakMap<Container, { files?: Kept; log?: Kept }>();

/** A container as the snapshot keeps it: its data, its files and its log. */
export function keptOf(container: Container): Kept {
  const data = JSON.stringify(Object.fromEntries(copied.map((name) => [name, container[name]])));
  const rest = resting.get(container);
  return { data, files: rest?.files ?? container.root.save(), log: rest?.log ?? container.log.save() };
}

/** The container that was kept, without processes; throws when it is none. */
export function containerOf(
  kept: Kept,
  id: string,
  clock: Clock,
  imageOf: (id: string) => Image | undefined,
  lost: (error: unknown) => void,
): Container {
  const { data, files, log: lines } = kept as { readonly data?: Kept; readonly files?: Kept; readonly log?: Kept };
  const read = JSON.parse(typeof data === 'string' ? data : '{}') as Pick<Container, (typeof copied)[number]> & {
    readonly state: ContainerState;
  };
  demandShape(read.id === id && isWhole(read));
  const image = imageOf(read.imageId);
  const rest: { files?: Kept; log?: Kept } = { files: files ?? null, log: lines ?? null };
  let root: Overlay | undefined;
  let log: ContainerLog | undefined;
  let stdio: Stdio | undefined;
  const container: Container = {
    ...read,
    image,
    backOff: 0,
    noRestart: false,
    get root() {
      root ??= rootOf(image, read.created, takeFiles());
      return root;
    },
    get log() {
      log ??= logOf(takeLog());
      return log;
    },
    get stdio() {
      stdio ??= new Stdio(container.log);
      return stdio;
    },
    execs: new Set(),
    exits: new Set(),
    removals: new Set(),
    anchors: new Set(),
    busy: Promise.resolve(),
  };
  resting.set(container, rest);
  return container;

  function takeFiles(): MemoryTree {
    const { files: all } = rest;
    delete rest.files;
    try {
      return loadTree(all, clock);
    } catch (error) {
      lost(error);
      return memoryTree({ clock });
    }
  }

  function takeLog(): Kept {
    const { log: all } = rest;
    delete rest.log;
    return all;
  }

  function logOf(all: Kept): ContainerLog {
    const enabled = read.host.LogConfig.Type !== 'none';
    const fresh = new ContainerLog(clock, enabled);
    try {
      fresh.load(all);
      return fresh;
    } catch (error) {
      lost(error);
      return new ContainerLog(clock, enabled);
    }
  }
}

const rootOf = (image: Image | undefined, created: string, upper: MemoryTree): Overlay =>
  overlay([...(image?.layers ?? []), initLayer(image, millisecondsOf(created))], upper);

/** Has a container's data what everybody who shows or starts it counts on? */
function isWhole(read: Partial<Container>): boolean {
  const texts = [read.name, read.created, read.imageId, read.path, read.sandboxId, read.state?.status];
  const lists = [read.args, read.mounts];
  const objects: unknown[] = [read.config?.Labels, read.host?.RestartPolicy, read.host?.LogConfig, read.endpoints];
  return (
    texts.every((text) => typeof text === 'string') &&
    lists.every(Array.isArray) &&
    objects.every((object) => typeof object === 'object' && object !== null) &&
    typeof read.host?.NetworkMode === 'string'
  );
}
