import type { Route } from '../../http/call';
import { mountFiles } from '../../files';
import type { ContainerRoom, ContainerView, Image } from '../model';
import { containersForServices, type TaskContainers } from './for-services';
import { holdImages, letGo, loadHeldImages } from './held-images';
import { startContainer } from './lifecycle';
import { usageRows } from './list';
import type { Container } from './record';
import { planOf } from './network-plan';
import { removeContainer } from './remove';
import { startsWithEngine } from './restart-policy';
import { containerRoutes } from './routes';
import { containerOf } from './snapshot';
import { ContainerStore, type ContainerParts } from './store';
import { nowText } from './times';

export type { ContainerParts } from './store';
export { labHost, type LabHost } from './host';

/** The containers' room: what the others ask of it, its endpoints, and its beginning and end. */
export type Containers = ContainerRoom & {
  readonly routes: readonly Route[];
  /** Brings back what the keeper has; containers that ran have ended, and start again where their policy says so. */
  readonly restore: () => Promise<void>;
  /** Ends all processes; nothing is announced or restarted. */
  readonly close: () => Promise<void>;
  /** Rows as in the list, with sizes, for `docker system df`. */
  readonly usage: () => readonly object[];
  /** What the agent of a swarm does with containers. */
  readonly tasks: TaskContainers;
  /** How many containers run, are paused and do neither, for `docker info`. */
  readonly counts: () => { readonly running: number; readonly paused: number; readonly stopped: number };
};

/** Opens the containers' room. Other rooms may be handed in as getters, as long as nobody asks before all are there. */
export function createContainers(parts: ContainerParts): Containers {
  const store = new ContainerStore(parts);
  holdImages(store);
  const view = (container: Container) => viewOf(store, container);
  return {
    require: (reference) => view(store.require(reference)),
    find: (reference) => {
      const found = store.find(reference);
      return found && view(found);
    },
    all: () => store.all().map(view),
    routes: containerRoutes(store),
    restore: () => restore(store),
    close: () => close(store),
    usage: () => usageRows(store),
    tasks: containersForServices(store),
    counts: () => {
      const all = store.all();
      const paused = all.filter(({ state }) => state.status === 'paused').length;
      const running = all.filter(({ run, state }) => run !== undefined && state.status !== 'paused').length;
      return { running, paused, stopped: all.length - running - paused };
    },
  };
}

function viewOf(store: ContainerStore, container: Container): ContainerView {
  return {
    id: container.id,
    name: container.name,
    created: container.created,
    state: container.state.status,
    imageId: container.imageId,
    image: container.config.Image,
    labels: container.config.Labels,
    config: { ...container.config, Volumes: container.config.Volumes ?? {} },
    networkMode: container.host.NetworkMode,
    volumes: container.mounts.flatMap(({ point }) => point.Name ?? []),
    sizeRw: () => container.root.sizeRw(),
    rootFs: () => container.run?.files ?? mountFiles(container.root, [], store.parts.clock),
    changes: () => container.root.layer(),
  };
}

/** So many containers run when the lab is ready; what is beyond that follows, so that a hundred do not keep it waiting. */
const firstStarts = 8;
/** How long after, in milliseconds, and how many at a time. */
const restAfter = 1_000;
const hands = 4;

async function restore(store: ContainerStore): Promise<void> {
  const { keeper, clock, images, networks, volumes } = store.parts;
  const again: Container[] = [];
  const held = await loadHeldImages(keeper);
  const imageOf = (id: string): Image | undefined => images.find(id) ?? held.get(id);
  const all = [...keeper.load('container').values()].map((kept) => containerOf(kept, clock, imageOf));
  for (const container of all.sort((a, b) => (a.created < b.created ? -1 : 1))) {
    const ran = ['running', 'paused', 'restarting'].includes(container.state.status);
    if (ran) endedWithEngine(store, container);
    for (const { point } of container.mounts) {
      if (point.Name !== undefined) volumes.use(point.Name, container.id, point.Destination, !point.RW);
    }
    networks.plan(planOf(container));
    store.add(container);
    if (startsWithEngine(container)) again.push(container);
    else if (ran && container.host.AutoRemove) await removeContainer(store, container, { volumes: true });
  }
  for (const id of held.keys()) {
    store.heldImages.add(id);
    letGo(store, id);
  }
  await Promise.all(again.slice(0, firstStarts).map((container) => startAgain(store, container)));
  const left = again.slice(firstStarts).values();
  const hand = async (): Promise<void> => {
    for (const container of left) await startAgain(store, container);
  };
  clock.after(restAfter, () => {
    for (let index = 0; index < hands; index++) void hand();
  });
}

async function startAgain(store: ContainerStore, container: Container): Promise<void> {
  if (!store.closed) await startContainer(store, container).catch(() => undefined);
}

/** As the engine finds a container whose processes went with it. */
function endedWithEngine(store: ContainerStore, { state }: Container): void {
  Object.assign(state, { status: 'exited', pid: 0, exitCode: 255, finishedAt: nowText(store.parts.clock) });
  if (state.health) state.health.status = 'unhealthy';
}

async function close(store: ContainerStore): Promise<void> {
  store.closed = true;
  for (const container of store.all()) {
    container.cancelRestart?.();
    container.health?.stop();
    if (!container.run) continue;
    const end = new Promise<number>((resolve) => container.exits.add(resolve));
    container.run.first.kill('SIGKILL');
    await end;
  }
}
