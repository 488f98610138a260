import { isDeepStrictEqual } from 'node:util';
import { ApiError } from '../../http/call';
import { isConstraint } from './placement';
import type { Endpoints } from './endpoints';
import { isFinal, type Service, type ServiceSpec, type UpdateStatus } from './model';
import type { Agent } from './agent';
import type { Orchestrator } from './orchestrator';
import { rpcError } from './read-spec';
import type { SwarmStore } from './store';
import type { Updater } from './updater';

/** What the endpoints do with services. */
export type Services = {
  readonly find: (reference: string) => Service;
  readonly create: (spec: ServiceSpec) => Promise<Service>;
  /** `previous` goes back to the specification before, whatever `spec` says. */
  readonly update: (service: Service, version: number, spec: ServiceSpec | 'previous') => Promise<void>;
  readonly remove: (service: Service) => Promise<void>;
  /** After an update that has failed. */
  readonly rollBack: (service: Service, message: string) => void;
  /** Keeps and announces what an update has changed. */
  readonly statusChanged: (service: Service, before: UpdateStatus | undefined) => void;
};

export type ServicesParts = {
  readonly store: SwarmStore;
  readonly endpoints: Endpoints;
  readonly agent: Agent;
  readonly orchestrator: () => Orchestrator;
  readonly updater: () => Updater;
};

/** Finds one of several objects by id, name or the beginning of an id; throws ApiError as the engine does. */
export function findOne<T extends { readonly id: string }>(
  kind: string,
  all: readonly T[],
  reference: string,
  nameOf: (object: T) => string | undefined,
): T {
  const exact = all.find(({ id }) => id === reference) ?? all.find((object) => nameOf(object) === reference);
  if (exact) return exact;
  const [found, ...more] = reference === '' ? [] : all.filter(({ id }) => id.startsWith(reference));
  if (!found) throw new ApiError(404, `${kind} ${reference} not found`);
  if (more.length > 0) {
    throw new ApiError(400, `${kind} ${reference} is ambiguous (${more.length + 1} matches found)`);
  }
  return found;
}

/** The services of the swarm. */
export function createServices({ store, endpoints, agent, orchestrator, updater }: ServicesParts): Services {
  const all = (): readonly Service[] => [...store.services.values()];
  const tell = (service: Service, action: string, more: Readonly<Record<string, string>> = {}): void =>
    store.emit('service', action, service.id, { name: service.spec.Name, ...more });
  const go = (service: Service): void => {
    orchestrator().reconcile(service);
    updater().update(service);
  };
  const turnBack = (service: Service, message: string): void => {
    const { previous, spec } = service;
    if (!previous) throw rpcError('FailedPrecondition', `service ${service.spec.Name} does not have a previous spec`);
    service.spec = previous;
    service.previous = spec;
    service.status = { State: 'rollback_started', StartedAt: store.now(), Message: message };
  };
  return {
    find: (reference) => findOne('service', all(), reference, ({ spec }) => spec.Name),
    create: async (given) => {
      checkConstraints(given);
      const spec = endpoints.check(given);
      if (all().some((other) => other.spec.Name === spec.Name)) {
        throw rpcError('AlreadyExists', `name conflicts with an existing object: service ${spec.Name} already exists`);
      }
      checkFiles(store, spec);
      const service: Service = { ...store.meta(), spec, ports: [], addresses: [] };
      store.services.set(service.id, service);
      await endpoints.open(service);
      store.changed('service', service);
      tell(service, 'create');
      go(service);
      return service;
    },
    update: async (service, version, given) => {
      if (version !== service.version) throw rpcError('Unknown', 'update out of sequence');
      const { spec: before, status } = service;
      if (given === 'previous') turnBack(service, 'manually requested rollback');
      else {
        checkConstraints(given);
        checkSame(before, given);
        const spec = endpoints.check(given, service);
        checkFiles(store, spec);
        service.previous = before;
        service.spec = spec;
        delete service.status;
      }
      store.changed('service', service);
      await endpoints.open(service);
      const turned = given === 'previous' ? stateChange(status, service.status) : {};
      tell(service, 'update', { ...differences(before, service.spec), ...turned });
      go(service);
    },
    remove: async (service) => {
      store.drop('service', service.id);
      tell(service, 'remove');
      for (const task of store.tasksOf(service.id)) {
        store.want(task, 'remove');
        agent.drive(task);
      }
      await endpoints.release(service);
    },
    rollBack: (service, message) => {
      const { status } = service;
      turnBack(service, message);
      store.changed('service', service);
      tellStatus(service, status);
      void endpoints.open(service).then(() => go(service));
    },
    statusChanged: (service, before) => {
      store.changed('service', service);
      tellStatus(service, before);
    },
  };

  function tellStatus(service: Service, before: UpdateStatus | undefined): void {
    tell(service, 'update', stateChange(before, service.status));
  }
}

const stateChange = (
  before: UpdateStatus | undefined,
  now: UpdateStatus | undefined,
): Readonly<Record<string, string>> => ({
  ...(before && { 'updatestate.old': before.State }),
  ...(now && { 'updatestate.new': now.State }),
});

function checkConstraints({ TaskTemplate }: ServiceSpec): void {
  for (const text of TaskTemplate.Placement?.Constraints ?? []) {
    if (isConstraint(text)) continue;
    const why = /==|!=/.test(text)
      ? `key '${text.split(/==|!=/)[0]?.trim()}' is invalid`
      : 'constraint expected one operator from ==, !=';
    throw rpcError('InvalidArgument', why);
  }
}

function checkSame(before: ServiceSpec, after: ServiceSpec): void {
  if (before.Name !== after.Name) throw rpcError('Unimplemented', 'renaming services is not supported');
  if ((before.Mode.Global === undefined) !== (after.Mode.Global === undefined)) {
    throw rpcError('Unimplemented', 'service mode change is not allowed');
  }
}

/** Throws ApiError 400 for secrets and configs that are not there, or two in one place. */
function checkFiles(store: SwarmStore, { TaskTemplate }: ServiceSpec): void {
  const { Secrets: secrets = [], Configs: configs = [] } = TaskTemplate.ContainerSpec;
  for (const [kind, list] of [
    ['secret', secrets],
    ['config', configs],
  ] as const) {
    const places = list.map(({ File }) => File?.Name ?? '');
    const twice = places.find((place, index) => places.indexOf(place) !== index);
    const names = list
      .filter(({ File }) => File?.Name === twice)
      .map((each) => each.SecretName ?? each.ConfigName ?? '');
    if (twice !== undefined) {
      const which = `'${names[1] ?? ''}' and '${names[0] ?? ''}'`;
      throw rpcError('InvalidArgument', `${kind} references ${which} have a conflicting target: '${twice}'`);
    }
    const missing = list.filter(({ SecretID, ConfigID }) => !store.stored.has(SecretID ?? ConfigID ?? ''));
    if (missing.length === 0) continue;
    const missed = missing.map((each) => each.SecretName ?? each.ConfigName ?? '').join(', ');
    throw rpcError('InvalidArgument', `${kind}${missing.length > 1 ? 's' : ''} not found: ${missed}`);
  }
}

/** What an event tells of a service's change. */
function differences(before: ServiceSpec, after: ServiceSpec): Readonly<Record<string, string>> {
  const image = (spec: ServiceSpec): string => spec.TaskTemplate.ContainerSpec.Image;
  const replicas = (spec: ServiceSpec): string => String(spec.Mode.Replicated?.Replicas ?? '');
  return {
    ...(image(before) !== image(after) && { 'image.old': image(before), 'image.new': image(after) }),
    ...(!isDeepStrictEqual(before.Mode, after.Mode) && {
      'replicas.old': replicas(before),
      'replicas.new': replicas(after),
    }),
  };
}

/** How many of a service's tasks run and are wanted, for `status=true`. */
export function serviceStatus(store: SwarmStore, service: Service): object {
  const tasks = store.tasksOf(service.id);
  const wanted = tasks.filter(({ desired }) => desired === 'running');
  return {
    RunningTasks: tasks.filter(({ state, desired }) => state === 'running' && !isFinal(desired)).length,
    DesiredTasks: service.spec.Mode.Replicated?.Replicas ?? wanted.length,
    CompletedTasks: 0,
  };
}
