import { ApiError, type Call, type Route } from '../../http/call';
import type { SwarmNetworks } from '../networks/swarm-side';
import { exact, goBool, labelled, onlyFilters, parseFilters, prefixed, type Filters } from '../system/filters';
import { withDefaults } from './defaults';
import type { Agent } from './agent';
import { rankOf, taskStates, type Service, type Task, type TaskState } from './model';
import { readServiceSpec } from './read-spec';
import { findOne, serviceStatus, type Services } from './services';
import { showService, showTask } from './show';
import type { SwarmStore } from './store';
import { containerName } from './task-body';
import { isUpToDate } from './tasks';

export type ServiceRouteParts = {
  readonly store: SwarmStore;
  readonly services: Services;
  readonly networks: SwarmNetworks;
  readonly agent: Agent;
  /** Throws ApiError 503 when there is no swarm. */
  readonly demand: () => void;
};

/** The version that a client has seen; throws ApiError 400 as the engine does. */
export function versionOf(call: Call, what: string): number {
  const text = call.query.get('version') ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  const why = `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
  throw new ApiError(400, `invalid ${what} version '${text}': ${why}`);
}

/** The endpoints below `/services` and `/tasks`, but for logs. */
export function serviceRoutes(parts: ServiceRouteParts): readonly Route[] {
  const { store, services, networks, demand } = parts;
  const named = (call: Call): Service => services.find(call.params['id'] ?? '');
  const shown = (service: Service, call: Call): object => {
    const defaults = goBool(call.query.get('insertDefaults') ?? '') === true;
    return showService(service, defaults ? withDefaults(service.spec) : service.spec);
  };
  const route = (method: Route['method'], path: string, run: Route['run']): Route => ({
    method,
    path,
    run: (call) => {
      demand();
      return run(call);
    },
  });
  return [
    route('GET', '/services', (call) => {
      const passes = serviceFilter(parseFilters(call.query.get('filters')));
      const status = goBool(call.query.get('status') ?? '') === true;
      const list = [...store.services.values()].filter(passes);
      call.reply(
        200,
        list.map((service) => ({
          ...shown(service, call),
          ...(status && { ServiceStatus: serviceStatus(store, service) }),
        })),
      );
    }),
    route('POST', '/services/create', async (call) => {
      const service = await services.create(readServiceSpec(await call.json()));
      call.reply(201, { ID: service.id, Warnings: null });
    }),
    route('GET', '/services/{id}', (call) => call.reply(200, shown(named(call), call))),
    route('POST', '/services/{id}/update', async (call) => {
      const version = versionOf(call, 'service');
      const rollback = call.query.get('rollback') ?? '';
      if (rollback !== '' && rollback !== 'previous') {
        throw new ApiError(400, `unrecognized rollback option ${rollback}`);
      }
      const body = await call.json();
      const service = named(call);
      await services.update(service, version, rollback === 'previous' ? rollback : readServiceSpec(body));
      call.reply(200, { Warnings: null });
    }),
    route('DELETE', '/services/{id}', async (call) => {
      await services.remove(named(call));
      call.reply(200);
    }),
    route('GET', '/tasks', (call) => {
      const passes = taskFilter(parts, parseFilters(call.query.get('filters')));
      const list = [...store.tasks.values()].filter(passes);
      call.reply(
        200,
        list.map((task) => showTask(task, networks.find)),
      );
    }),
    route('GET', '/tasks/{id}', (call) => {
      const task = findOne('task', [...store.tasks.values()], call.params['id'] ?? '', containerName);
      call.reply(200, showTask(task, networks.find));
    }),
  ];
}

function serviceFilter(filters: Filters): (service: Service) => boolean {
  onlyFilters(filters, ['name', 'id', 'label', 'mode', 'runtime']);
  return ({ id, spec }) =>
    prefixed(filters, 'name', spec.Name) &&
    prefixed(filters, 'id', id) &&
    labelled(filters, spec.Labels) &&
    exact(filters, 'mode', spec.Mode.Global ? 'global' : 'replicated') &&
    exact(filters, 'runtime', 'container');
}

/** Throws ApiError when the filter names something that is not there. */
function taskFilter({ store, services }: ServiceRouteParts, filters: Filters): (task: Task) => boolean {
  onlyFilters(filters, ['name', 'id', 'label', 'service', 'node', 'desired-state', '_up-to-date', 'runtime']);
  const wantedServices = (filters.get('service') ?? []).map((reference) => services.find(reference).id);
  const node = store.cluster?.node;
  const names = ['self', node?.id, 'tutor-lab'];
  const strange = (filters.get('node') ?? []).find((each) => !names.includes(each) && !node?.id.startsWith(each));
  if (strange !== undefined) throw new ApiError(404, `node ${strange} not found`);
  const states = filters.get('desired-state') ?? [];
  const wrong = states.find((state) => !(taskStates as readonly string[]).includes(state.toLowerCase()));
  if (wrong !== undefined) throw new ApiError(400, `invalid filter 'desired-state=${wrong}'`);
  const upToDate = goBool(filters.get('_up-to-date')?.[0] ?? '');
  return (task) => {
    const service = store.services.get(task.serviceId);
    return (
      (wantedServices.length === 0 || wantedServices.includes(task.serviceId)) &&
      (!filters.has('node') || task.nodeId !== '') &&
      prefixed(filters, 'id', task.id) &&
      prefixed(filters, 'name', containerName(task)) &&
      labelled(filters, task.serviceLabels) &&
      // What is to be removed is told as what it is: shut down.
      (states.length === 0 || states.some((state) => sameWish(task.desired, state.toLowerCase()))) &&
      (upToDate === undefined || upToDate === (service !== undefined && isUpToDate(service, task)))
    );
  };
}

const sameWish = (desired: TaskState, asked: string): boolean =>
  desired === asked || (asked === 'running' && rankOf(desired) < rankOf('running') && desired !== 'ready');
