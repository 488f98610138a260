import type { Route } from '../../http/call';
import { mountFiles } from '../../files';
import { eachKept } from '../../state/keeper';
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
import { byTime, nowText } from './times';

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

/** So many containers start when the lab is ready, which does not wait for them; a hundred would keep it busy. */
const firstStarts = 8;
/** When they do, and when the rest follows, in milliseconds after the restore, and how many at a time. */
const firstAfter = 30;
const restAfter = 1_000;
const hands = 4;

async function restore(store: ContainerStore): Promise<void> {
  const { keeper, clock, images, networks } = store.parts;
  const again: Container[] = [];
  const held = await loadHeldImages(keeper);
  const imageOf = (id: string): Image | undefined => images.find(id) ?? held.get(id);
  const all: Container[] = [];
  const lose = (id: string, error: unknown) => keeper.lose?.('container', id, error);
  eachKept(keeper, 'container', (kept, id) => {
    const container = containerOf(kept, id, clock, imageOf, (error) => {
      lose(id, error);
      store.changed(container);
    });
    networks.plan(planOf(container));
    all.push(container);
  });
  for (const container of all.sort((a, b) => byTime(a.created, b.created))) {
    try {
      if (await bringBack(store, container)) again.push(container);
    } catch (error) {
      lose(container.id, error);
    }
  }
  for (const id of held.keys()) {
    store.heldImages.add(id);
    letGo(store, id);
  }
  clock.after(firstAfter, () => {
    for (const container of again.slice(0, firstStarts)) void startAgain(store, container);
  });
  const left = again.slice(firstStarts).values();
  const hand = async (): Promise<void> => {
    for (const container of left) await startAgain(store, container);
  };
  clock.after(restAfter, () => {
    for (let index = 0; index < hands; index++) void hand();
  });
}

/** Puts a container where it was; resolves to true when it starts with the engine. */
async function bringBack(store: ContainerStore, container: Container): Promise<boolean> {
  const { volumes } = store.parts;
  const ran = ['running', 'paused', 'restarting'].includes(container.state.status);
  if (ran) endedWithEngine(store, container);
  for (const { point } of container.mounts) {
    if (point.Name === undefined) continue;
    // One that was lost with a crash is made anew, empty.
    if (!volumes.find(point.Name)) await volumes.ensure(point.Name);
    volumes.use(point.Name, container.id, point.Destination, !point.RW);
  }
  store.bringBack(container);
  if (ran) store.changed(container);
  if (startsWithEngine(container)) return true;
  if (ran && container.host.AutoRemove) await removeContainer(store, container, { volumes: true });
  return false;
}

async function startAgain(store: ContainerStore, container: Container): Promise<void> {
  // Meanwhile somebody may have removed it.
  if (store.closed || store.find(container.id) !== container) return;
  await startContainer(store, container).catch(() => undefined);
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
