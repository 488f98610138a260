import type { EventMessage } from '../events/room';
import type { TaskContainers } from '../containers/for-services';
import type { ImageRoom } from '../model';
import type { SwarmNetworks } from '../networks/swarm-side';
import { stopGracePeriod } from './defaults';
import { isFinal, rankOf, type Task } from './model';
import { whyNot } from './placement';
import type { SwarmStore } from './store';
import { containerBody, containerName } from './task-body';

/** What brings the node's tasks to where the manager wants them. */
export type Agent = {
  /** Looks after a task until nothing more can be done for it now. */
  readonly drive: (task: Task) => void;
  /** Takes note of what happened to a container. */
  readonly heard: (event: EventMessage) => void;
  /** Resolves when all that has begun is done; nothing is begun any more. */
  readonly close: () => Promise<void>;
};

export type AgentParts = {
  readonly store: SwarmStore;
  readonly images: ImageRoom;
  readonly containers: () => TaskContainers;
  readonly networks: SwarmNetworks;
};

/** The agent of the one node, scheduler included. */
export function createAgent(parts: AgentParts): Agent {
  const { store } = parts;
  const busy = new Map<string, Promise<void>>();
  const again = new Set<string>();
  const unhealthy = new Set<string>();
  const stop = new AbortController();

  const work = async (task: Task): Promise<void> => {
    do {
      again.delete(task.id);
      while (!stop.signal.aborted && store.tasks.has(task.id) && (await step(parts, task, stop.signal)));
    } while (again.has(task.id) && !stop.signal.aborted);
  };
  const drive = (task: Task): void => {
    if (stop.signal.aborted) return;
    if (busy.has(task.id)) {
      again.add(task.id);
      return;
    }
    const done = work(task)
      .catch((error: unknown) => store.move(task, 'failed', 'failed', String(error)))
      .finally(() => busy.delete(task.id));
    busy.set(task.id, done);
  };
  const ended = (task: Task, code: number): void => {
    task.exitCode = code;
    task.pid = 0;
    if (rankOf(task.desired) > rankOf('running')) return;
    const why = unhealthy.delete(task.id) ? ': dockerexec: unhealthy container' : '';
    if (code === 0 && why === '') store.move(task, 'complete', 'finished');
    else store.move(task, 'failed', 'started', `task: non-zero exit (${code})${why}`);
  };
  return {
    drive,
    heard: ({ Type, Action, Actor }) => {
      const task = Type === 'container' ? store.byContainer(Actor.ID) : undefined;
      if (!task || stop.signal.aborted || isFinal(task.state)) return;
      if (Action === 'die') ended(task, Number(Actor.Attributes['exitCode'] ?? 0));
      if (Action === 'health_status: healthy') drive(task);
      if (Action === 'health_status: unhealthy') {
        unhealthy.add(task.id);
        void parts.containers().stop(task.containerId, graceOf(task));
      }
    },
    close: async () => {
      stop.abort();
      await Promise.all(busy.values());
    },
  };
}

/** Seconds that a task's container has to stop. */
const graceOf = ({ spec }: Task): number =>
  Math.max(0, Math.round((spec.ContainerSpec.StopGracePeriod ?? stopGracePeriod) / 1e9));

/** Does the next thing for a task; false when there is none now. */
async function step(parts: AgentParts, task: Task, gone: AbortSignal): Promise<boolean> {
  const { store } = parts;
  if (rankOf(task.desired) > rankOf('running')) return shutDown(parts, task);
  switch (task.state) {
    case 'new':
    case 'allocated':
      store.move(task, 'pending', 'pending task scheduling');
      return true;
    case 'pending':
      return schedule(store, task);
    case 'assigned':
      store.move(task, 'accepted', 'accepted');
      store.move(task, 'preparing', 'preparing');
      return true;
    case 'accepted':
    case 'preparing':
      await prepare(parts, task, gone);
      return true;
    case 'ready':
      if (task.desired !== 'running') return false;
      store.move(task, 'starting', 'starting');
      await start(parts, task);
      return true;
    case 'starting':
      return checkHealth(parts, task);
    default:
      return false;
  }
}

function schedule(store: SwarmStore, task: Task): boolean {
  const { cluster } = store;
  if (!cluster) return false;
  const why = whyNot(store, cluster, task);
  if (why !== undefined) {
    if (task.error !== why) store.move(task, 'pending', 'pending task scheduling', why);
    return false;
  }
  task.nodeId = cluster.node.id;
  store.move(task, 'assigned', 'scheduler assigned task to node');
  return true;
}

async function prepare(
  { store, images, containers, networks }: AgentParts,
  task: Task,
  gone: AbortSignal,
): Promise<void> {
  const { Image: image } = task.spec.ContainerSpec;
  const nameOf = (id: string): string => networks.find(id)?.name ?? id;
  try {
    if (!images.find(image)) await images.pull(image, () => Promise.resolve(), gone).catch(() => undefined);
    if (!images.find(image))
      throw new Error(`No such image: ${/[:@]/.test(image.replace(/^.*\//, '')) ? image : `${image}:latest`}`);
    task.containerId = await containers().create(containerName(task), containerBody(task, nameOf));
    networks.admit(task.containerId);
    store.move(task, 'ready', 'prepared');
  } catch (error) {
    store.move(task, 'rejected', 'preparing', error instanceof Error ? error.message : String(error));
  }
}

async function start({ store, containers }: AgentParts, task: Task): Promise<void> {
  try {
    await containers().start(task.containerId);
    task.pid = containers().look(task.containerId)?.pid ?? 0;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    task.exitCode = containers().look(task.containerId)?.exitCode ?? 0;
    store.move(task, 'failed', 'starting', `starting container failed: ${why}`);
  }
}

/** A task runs when its container does and is not known to be ill. */
function checkHealth({ store, containers }: AgentParts, task: Task): boolean {
  const seen = containers().look(task.containerId);
  if (!seen || seen.status !== 'running' || (seen.health !== 'none' && seen.health !== 'healthy')) return false;
  store.move(task, 'running', 'started');
  return false;
}

async function shutDown({ store, containers, networks }: AgentParts, task: Task): Promise<boolean> {
  const { containerId } = task;
  if (!isFinal(task.state)) {
    if (containerId !== '') await containers().stop(containerId, graceOf(task));
    store.move(task, 'shutdown', 'shutdown');
  }
  if (task.desired !== 'remove') return false;
  if (containerId !== '') await containers().remove(containerId);
  networks.dismiss(containerId);
  store.drop('task', task.id);
  return false;
}
