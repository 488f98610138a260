import type { Clock, Timer } from '../../kernel/clock';
import type { SwarmNetworks } from '../networks/swarm-side';
import type { Agent } from './agent';
import { restartDefaults } from './defaults';
import { isFinal, type Service, type Task } from './model';
import { meets } from './placement';
import type { SwarmStore } from './store';
import { isUpToDate, isWanted, newTask, occupiedSlots, slotsOf, wantsRestart } from './tasks';

/** What keeps the number of tasks that services want. */
export type Orchestrator = {
  /** Makes and takes away tasks until there are as many as wanted. */
  readonly reconcile: (service: Service) => void;
  /** Replaces a task: the old one is shut down, the new one starts when that is done and `delay` (milliseconds) over. */
  readonly replace: (
    service: Service,
    old: readonly Task[],
    slot: number,
    options?: { readonly delay?: number; readonly startFirst?: boolean },
  ) => Task;
  /** Shuts tasks down that others stand in for. */
  readonly retire: (old: readonly Task[]) => void;
  /** The node takes new tasks again, or none any more. */
  readonly nodeChanged: () => void;
  readonly close: () => void;
};

export type OrchestratorParts = {
  readonly clock: Clock;
  readonly store: SwarmStore;
  readonly networks: SwarmNetworks;
  readonly agent: Agent;
};

/** A task that ends at once is not replaced faster than this, in milliseconds, whatever its policy says. */
const shortest = 100;

/** The manager's loop over all services. */
export function createOrchestrator({ clock, store, networks, agent }: OrchestratorParts): Orchestrator {
  /** Tasks that wait for their start, by id. */
  const waiting = new Map<string, { over: boolean; readonly old: readonly Task[]; timer?: Timer }>();
  const restarts = new Map<string, number[]>();

  const want = (task: Task, desired: Task['desired']): void => {
    store.want(task, desired);
    agent.drive(task);
  };
  const create = (service: Service, slot: number, desired: 'ready' | 'running'): Task => {
    const task = newTask(store, networks, service, { slot, desired });
    agent.drive(task);
    return task;
  };
  /** Lets a replacement start as soon as its time has come and what it replaces has ended. */
  const release = (task: Task): void => {
    const wait = waiting.get(task.id);
    if (!wait?.over || wait.old.some((old) => !isFinal(old.state) && store.tasks.has(old.id))) return;
    waiting.delete(task.id);
    if (task.desired === 'ready') want(task, 'running');
  };
  const replace: Orchestrator['replace'] = (service, old, slot, { delay = 0, startFirst = false } = {}) => {
    const task = create(service, slot, startFirst ? 'running' : 'ready');
    if (startFirst) return task;
    for (const each of old) want(each, 'shutdown');
    const wait: { over: boolean; readonly old: readonly Task[]; timer?: Timer } = { over: delay <= 0, old };
    waiting.set(task.id, wait);
    if (!wait.over) {
      wait.timer = clock.after(delay, () => {
        wait.over = true;
        // One that could not even be prepared is not replaced before its own time.
        if (isFinal(task.state)) ended(task);
        else release(task);
      });
    }
    release(task);
    return task;
  };
  const mayRestart = (task: Task): boolean => {
    const { MaxAttempts: most = 0, Window: window = 0 } = task.spec.RestartPolicy ?? {};
    if (!wantsRestart(task)) return false;
    if (most === 0) return true;
    const key = `${task.serviceId}.${task.slot}`;
    const since = window > 0 ? clock.now() - window / 1e6 : 0;
    const times = (restarts.get(key) ?? []).filter((time) => time > since);
    if (times.length >= most) return false;
    restarts.set(key, [...times, clock.now()]);
    return true;
  };
  const ended = (task: Task): void => {
    const service = store.services.get(task.serviceId);
    if (!service || !isWanted(task) || waiting.get(task.id)?.over === false) return;
    waiting.delete(task.id);
    store.want(task, 'shutdown');
    if (!mayRestart(task)) return;
    const delay = (task.spec.RestartPolicy?.Delay ?? restartDefaults.Delay) / 1e6;
    replace(service, [task], task.slot, { delay: isDrained() ? 0 : Math.max(shortest, delay) });
  };
  const isDrained = (): boolean => store.cluster?.node.spec.Availability === 'drain';

  /** A slot remembers so many tasks, the one that runs included. */
  const clean = (serviceId: string, slot: number): void => {
    const orchestration = (store.cluster?.spec['Orchestration'] ?? {}) as {
      readonly TaskHistoryRetentionLimit?: number;
    };
    const limit = orchestration.TaskHistoryRetentionLimit ?? 5;
    const tasks = slotsOf(store, serviceId).get(slot) ?? [];
    for (const old of tasks.slice(0, Math.max(0, tasks.length - limit))) {
      if (isFinal(old.state) && !isWanted(old)) want(old, 'remove');
    }
  };
  const replicated = (service: Service, replicas: number): void => {
    const slots = slotsOf(store, service.id);
    const occupied = occupiedSlots(slots);
    let slot = 0;
    for (let missing = replicas - occupied.length; missing > 0; missing--) {
      do slot += 1;
      while (occupied.includes(slot));
      create(service, slot, 'running');
    }
    const running = (of: number): boolean => (slots.get(of) ?? []).some(({ state }) => state === 'running');
    const order = [...occupied].sort((a, b) => Number(running(b)) - Number(running(a)) || a - b);
    for (const surplus of order.slice(Math.max(0, replicas))) {
      for (const task of slots.get(surplus) ?? []) want(task, 'remove');
    }
  };
  const everywhere = (service: Service): void => {
    const { cluster } = store;
    if (!cluster) return;
    const tasks = slotsOf(store, service.id).get(0) ?? [];
    const fits = meets(cluster, service.spec.TaskTemplate.Placement?.Constraints ?? []);
    const availability = cluster.node.spec.Availability;
    if (!fits || availability === 'drain') for (const task of tasks.filter(isWanted)) want(task, 'shutdown');
    else if (availability === 'active' && occupiedSlots(new Map([[0, tasks]])).length === 0)
      create(service, 0, 'running');
  };
  const reconcile = (service: Service): void => {
    if (service.spec.Mode.Global) everywhere(service);
    else replicated(service, service.spec.Mode.Replicated?.Replicas ?? 1);
  };
  const giveBack = (task: Task): void => {
    if (task.freed) return;
    task.freed = true;
    for (const { networkId, address } of task.attachments) networks.free(networkId, address);
  };
  const watch = (task: Task): void => {
    for (const id of waiting.keys()) {
      const other = store.tasks.get(id);
      if (other) release(other);
      else waiting.delete(id);
    }
    if (isFinal(task.state) && store.tasks.has(task.id)) {
      giveBack(task);
      ended(task);
      clean(task.serviceId, task.slot);
    }
  };
  store.watchers.add(watch);
  return {
    reconcile,
    replace,
    retire: (old) => {
      for (const task of old) want(task, 'shutdown');
    },
    nodeChanged: () => {
      for (const service of store.services.values()) {
        if (service.spec.Mode.Global) reconcile(service);
        else if (isDrained()) {
          for (const task of store.tasksOf(service.id)) {
            if (isWanted(task) && task.nodeId !== '') replace(service, [task], task.slot);
          }
        }
      }
      for (const task of store.tasks.values()) if (task.state === 'pending') agent.drive(task);
    },
    close: () => {
      store.watchers.delete(watch);
      for (const { timer } of waiting.values()) timer?.cancel();
      waiting.clear();
    },
  };
}

/** The slots of which something is kept up that is not what the service is now. */
export function outdatedSlots(store: SwarmStore, service: Service): readonly number[] {
  const slots = slotsOf(store, service.id);
  return occupiedSlots(slots).filter((slot) => {
    const tasks = slots.get(slot) ?? [];
    const wanted = tasks.filter(isWanted);
    return (wanted.length > 0 ? wanted : tasks.slice(-1)).some((task) => !isUpToDate(service, task));
  });
}
