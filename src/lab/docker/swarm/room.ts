import type { Mount } from '../../files';
import { ApiError, type Route } from '../../http/call';
import type { Clock } from '../../kernel/clock';
import type { Keeper } from '../../state/keeper';
import type { TaskContainers } from '../containers/for-services';
import type { Events } from '../events/room';
import type { ImageRoom } from '../model';
import type { SwarmNetworks } from '../networks/swarm-side';
import { createAgent } from './agent';
import { clusterRoutes } from './cluster-routes';
import { createEndpoints } from './endpoints';
import { logRoutes } from './logs';
import { isFinal } from './model';
import { createOrchestrator } from './orchestrator';
import { serviceRoutes } from './service-routes';
import { createServices } from './services';
import { showInfo } from './show';
import { storedRoutes } from './stored-routes';
import { SwarmStore } from './store';
import { taskFiles } from './task-files';
import { networksOf } from './tasks';
import { createUpdater } from './updater';

export type SwarmParts = {
  readonly clock: Clock;
  readonly events: Pick<Events, 'emit' | 'subscribe'>;
  readonly keeper: Keeper;
  readonly images: ImageRoom;
  readonly networks: SwarmNetworks;
  readonly containers: () => TaskContainers;
};

/** The swarm of one manager: its endpoints, and what other rooms need of it. */
export type Swarm = {
  readonly routes: readonly Route[];
  /** For `GET /info`; undefined when the node is in no swarm. */
  readonly info: () => object | undefined;
  /** For the header of `_ping`. */
  readonly state: () => string;
  /** The secrets and configs of a task's container. */
  readonly filesOf: (containerId: string) => Promise<readonly Mount[]>;
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const notManager =
  'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.';

/** Opens the room of the swarm. */
export function createSwarm(parts: SwarmParts): Swarm {
  const { clock, networks, containers, events } = parts;
  const store = new SwarmStore(parts);
  const agent = createAgent({ store, images: parts.images, containers, networks });
  const endpoints = createEndpoints(store, networks);
  const orchestrator = createOrchestrator({ clock, store, networks, agent });
  const services = createServices({
    store,
    endpoints,
    agent,
    orchestrator: () => orchestrator,
    updater: () => updater,
  });
  const updater = createUpdater({
    clock,
    store,
    orchestrator,
    changed: services.statusChanged,
    rollBack: services.rollBack,
  });
  const demand = (): void => {
    if (!store.cluster) throw new ApiError(503, notManager);
  };
  const users = (networkId: string): string | undefined => {
    const service = [...store.services.values()].find((each) =>
      networksOf(each).some(({ Target }) => Target === networkId),
    );
    if (service) return `service ${service.id}`;
    const task = [...store.tasks.values()].find(
      (each) =>
        !isFinal(each.state) &&
        !isFinal(each.desired) &&
        each.attachments.some((attachment) => attachment.networkId === networkId),
    );
    return task && `task ${task.id}`;
  };
  const begin = (): void => {
    networks.begin(users);
    networks.ensure();
  };
  const unsubscribe = events.subscribe(agent.heard);
  // A port that was in somebody's way may be free by the time that a task runs.
  store.watchers.add((task) => {
    const service = task.state === 'running' ? store.services.get(task.serviceId) : undefined;
    if (service) void endpoints.retry(service);
  });
  return {
    routes: [
      ...clusterRoutes({
        store,
        begun: begin,
        demand,
        nodeChanged: () => orchestrator.nodeChanged(),
        leave: async () => {
          for (const service of [...store.services.values()]) await services.remove(service);
          await everyTask(store);
          store.clear();
          networks.end();
        },
      }),
      ...logRoutes({ store, services, containers, demand }),
      ...serviceRoutes({ store, services, networks, agent, demand }),
      ...storedRoutes(store, demand),
    ],
    info: () => store.cluster && showInfo(store.cluster),
    state: () => (store.cluster ? 'active/manager' : 'inactive'),
    filesOf: async (containerId) => {
      const task = store.cluster && store.byContainer(containerId);
      return task ? taskFiles(store, clock, task) : [];
    },
    restore: async () => {
      store.load();
      if (!store.cluster) return;
      begin();
      await restore();
    },
    close: async () => {
      unsubscribe();
      updater.close();
      orchestrator.close();
      await agent.close();
      await endpoints.close();
    },
  };

  /** The tasks' containers have ended with the engine; what has to run begins anew, as after a restart of the engine. */
  async function restore(): Promise<void> {
    for (const { addresses } of store.services.values()) {
      for (const { networkId, address } of addresses) networks.reserve(networkId, address);
    }
    for (const service of store.services.values()) await endpoints.open(service);
    for (const task of [...store.tasks.values()]) {
      networks.admit(task.containerId);
      if (task.desired === 'remove') agent.drive(task);
      else if (!isFinal(task.state)) endTask(task.id);
    }
    for (const service of store.services.values()) {
      orchestrator.reconcile(service);
      updater.update(service);
    }
  }

  function endTask(id: string): void {
    const task = store.tasks.get(id);
    if (!task) return;
    // Its addresses were not reserved again.
    task.freed = true;
    const code = containers().look(task.containerId)?.exitCode ?? 255;
    Object.assign(task, { pid: 0, exitCode: code });
    store.move(task, 'failed', 'started', `task: non-zero exit (${code})`);
  }
}

/** Resolves when no task is left. */
function everyTask(store: SwarmStore): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (store.tasks.size > 0) return;
      store.watchers.delete(look);
      resolve();
    };
    store.watchers.add(look);
    look();
  });
}
