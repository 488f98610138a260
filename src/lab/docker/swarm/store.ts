import type { Clock } from '../../kernel/clock';
import { demandShape, eachKept, type Keeper } from '../../state/keeper';
import { byTime, nowText } from '../containers/times';
import type { EventRoom, Labels } from '../model';
import { swarmId } from '../networks/swarm-side';
import { isFinal, type Cluster, type Meta, type Service, type Stored, type Task, type TaskState } from './model';

const kinds = { service: 'swarm-service', task: 'swarm-task', stored: 'swarm-file', cluster: 'swarm' } as const;

/** All objects of the swarm; whoever changes one says so with `changed`. */
export class SwarmStore {
  cluster: Cluster | undefined;
  readonly services = new Map<string, Service>();
  readonly tasks = new Map<string, Task>();
  readonly stored = new Map<string, Stored>();
  /** Told after every change of a task. */
  readonly watchers = new Set<(task: Task) => void>();
  readonly #clock: Clock;
  readonly #keeper: Keeper;
  readonly #events: EventRoom;
  #index = 10;

  constructor(parts: { readonly clock: Clock; readonly keeper: Keeper; readonly events: EventRoom }) {
    this.#clock = parts.clock;
    this.#keeper = parts.keeper;
    this.#events = parts.events;
  }

  /** RFC 3339. */
  now(): string {
    return nowText(this.#clock);
  }

  /** What a new object begins with. */
  meta(): Meta {
    const now = this.now();
    return { id: swarmId(), version: ++this.#index, created: now, updated: now };
  }

  changed(of: 'service' | 'task' | 'stored' | 'cluster' | 'node', object: Meta): void {
    object.version = ++this.#index;
    object.updated = this.now();
    const kind = of === 'node' ? 'cluster' : of;
    const kept = of === 'node' ? this.cluster : object;
    if (kept) this.#keeper.put(kinds[kind], kept.id, () => kept);
    if (of === 'task') for (const watcher of [...this.watchers]) watcher(object as Task);
  }

  drop(of: 'service' | 'task' | 'stored', id: string): void {
    const map = of === 'service' ? this.services : of === 'task' ? this.tasks : this.stored;
    const object = map.get(id);
    map.delete(id);
    this.#keeper.drop(kinds[of], id);
    if (of === 'task' && object) for (const watcher of [...this.watchers]) watcher(object as Task);
  }

  /** Forgets the swarm. */
  clear(): void {
    for (const of of ['service', 'task', 'stored'] as const) {
      for (const id of [...(of === 'service' ? this.services : of === 'task' ? this.tasks : this.stored).keys()]) {
        this.drop(of, id);
      }
    }
    if (this.cluster) this.#keeper.drop(kinds.cluster, this.cluster.id);
    this.cluster = undefined;
  }

  load(): void {
    const all = (kind: string): readonly unknown[] => {
      const objects: Meta[] = [];
      eachKept(this.#keeper, kind, (value, id) => {
        const object = value as unknown as Meta;
        demandShape(object.id === id && typeof object.version === 'number');
        objects.push(object);
      });
      return objects;
    };
    [this.cluster] = all(kinds.cluster) as readonly Cluster[];
    for (const service of all(kinds.service) as readonly Service[]) this.services.set(service.id, service);
    // The snapshot has no order; the ids are in none either.
    const tasks = [...(all(kinds.task) as readonly Task[])].sort((a, b) => byTime(a.created, b.created));
    for (const task of tasks) this.tasks.set(task.id, task);
    for (const stored of all(kinds.stored) as readonly Stored[]) this.stored.set(stored.id, stored);
    const versions = [...this.services.values(), ...this.tasks.values(), ...this.stored.values()].map(
      ({ version }) => version,
    );
    this.#index = Math.max(this.cluster?.version ?? 10, this.cluster?.node.version ?? 10, ...versions);
  }

  /** A service's tasks, oldest first. */
  tasksOf(serviceId: string): readonly Task[] {
    return [...this.tasks.values()].filter((task) => task.serviceId === serviceId);
  }

  /** The containers of a service's tasks that run. */
  containersOf(serviceId: string): readonly string[] {
    return this.tasksOf(serviceId)
      .filter(({ state, containerId }) => state === 'running' && containerId !== '')
      .map(({ containerId }) => containerId);
  }

  byContainer(containerId: string): Task | undefined {
    return [...this.tasks.values()].find((task) => task.containerId === containerId);
  }

  /** A task goes on to another state; one that has ended stays what it is. */
  move(task: Task, state: TaskState, message: string, error = ''): void {
    if (isFinal(task.state)) return;
    Object.assign(task, { state, message, error, stateSince: this.now() });
    this.changed('task', task);
  }

  want(task: Task, desired: TaskState): void {
    if (task.desired === desired || task.desired === 'remove') return;
    task.desired = desired;
    this.changed('task', task);
  }

  emit(type: 'service' | 'node' | 'secret' | 'config', action: string, id: string, attributes: Labels): void {
    this.#events.emit(type, action, { ID: id, Attributes: attributes }, 'swarm');
  }
}
