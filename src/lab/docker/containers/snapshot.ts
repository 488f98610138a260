import { loadTree, overlay } from '../../files';
import type { Clock } from '../../kernel/clock';
import type { Kept } from '../../state/keeper';
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

/** A container as the snapshot keeps it: its data, its files and its log. */
export function keptOf(container: Container): Kept {
  const data = JSON.stringify(Object.fromEntries(copied.map((name) => [name, container[name]])));
  return { data, files: container.root.save(), log: container.log.save() };
}

/** The container that was kept, without processes; throws when it is none. */
export function containerOf(kept: Kept, clock: Clock, imageOf: (id: string) => Image | undefined): Container {
  const { data, files, log: lines } = kept as { readonly data?: Kept; readonly files?: Kept; readonly log?: Kept };
  if (typeof data !== 'string') throw new Error('this is no kept container');
  const read = JSON.parse(data) as Pick<Container, (typeof copied)[number]> & { readonly state: ContainerState };
  const image = imageOf(read.imageId);
  const log = new ContainerLog(clock, read.host.LogConfig.Type !== 'none');
  log.load(lines);
  return {
    ...read,
    image,
    backOff: 0,
    noRestart: false,
    root: overlay([...(image?.layers ?? []), initLayer(image, millisecondsOf(read.created))], loadTree(files, clock)),
    log,
    stdio: new Stdio(log),
    execs: new Set(),
    exits: new Set(),
    removals: new Set(),
    anchors: new Set(),
    busy: Promise.resolve(),
  };
}
