import { restartDefaults } from './defaults';
import type { SwarmNetworks } from '../networks/swarm-side';
import { isDeepStrictEqual } from 'node:util';
import { isFinal, rankOf, type Service, type Task, type TaskState } from './model';
import type { SwarmStore } from './store';

/** Makes a new task of a service, with its addresses. A global service's task has the node instead of a slot. */
export function newTask(
  store: SwarmStore,
  networks: SwarmNetworks,
  service: Service,
  { slot, desired }: { readonly slot: number; readonly desired: TaskState },
): Task {
  const { spec } = service;
  const meta = store.meta();
  const task: Task = {
    ...meta,
    serviceId: service.id,
    serviceName: spec.Name,
    serviceLabels: spec.Labels,
    spec: { ...spec.TaskTemplate, Networks: networksOf(service) },
    endpoint: spec.EndpointSpec,
    slot,
    nodeId: slot === 0 ? (store.cluster?.node.id ?? '') : '',
    state: 'new',
    stateSince: meta.created,
    message: 'created',
    error: '',
    desired,
    containerId: '',
    pid: 0,
    exitCode: 0,
    attachments: [],
  };
  const wanted = [
    ...(service.ports.some(({ PublishMode }) => PublishMode === 'ingress') ? ['ingress'] : []),
    ...networksOf(service).map(({ Target }) => Target),
  ];
  task.attachments = wanted.flatMap((name) => {
    const network = networks.find(name);
    if (!network) return [];
    return [{ networkId: network.id, address: network.swarm ? (networks.reserve(network.id) ?? '') : '' }];
  });
  store.tasks.set(task.id, task);
  store.changed('task', task);
  return task;
}

/** The networks that a service's tasks are on, beside the mesh's; old clients name them outside the template. */
export const networksOf = ({ spec }: Pick<Service, 'spec'>): NonNullable<Service['spec']['Networks']> =>
  spec.TaskTemplate.Networks ?? spec.Networks ?? [];

/** Is the manager still keeping this task up? */
export const isWanted = ({ desired }: Task): boolean => rankOf(desired) <= rankOf('running');

/** Was the task made from what the service is now? */
export function isUpToDate(service: Service, task: Task): boolean {
  const wanted = { ...service.spec.TaskTemplate, Networks: networksOf(service) };
  return isDeepStrictEqual(task.spec, wanted) && isDeepStrictEqual(task.endpoint, service.spec.EndpointSpec);
}

/** The tasks of a service by slot (of a global one, all are in slot 0), oldest first. */
export function slotsOf(store: SwarmStore, serviceId: string): ReadonlyMap<number, readonly Task[]> {
  const slots = new Map<number, Task[]>();
  for (const task of store.tasksOf(serviceId)) {
    if (task.desired !== 'remove') slots.set(task.slot, [...(slots.get(task.slot) ?? []), task]);
  }
  return new Map([...slots].sort(([a], [b]) => a - b));
}

/** Does the restart policy want a task that has ended to be replaced, but for the number of attempts? */
export function wantsRestart({ spec, state }: Task): boolean {
  const condition = spec.RestartPolicy?.Condition ?? restartDefaults.Condition;
  if (condition === 'none') return false;
  return condition !== 'on-failure' || state !== 'complete';
}

/** The slots that count: something is kept up there, or what ended there last is not to be replaced. */
export function occupiedSlots(slots: ReadonlyMap<number, readonly Task[]>): readonly number[] {
  return [...slots]
    .filter(([, tasks]) => {
      const last = tasks.at(-1);
      return tasks.some(isWanted) || (last !== undefined && isFinal(last.state) && !wantsRestart(last));
    })
    .map(([slot]) => slot);
}
