import { ApiError, type Call, type Route } from '../../http/call';
import { partOf, readBody, textOf, textsOf, type Body } from '../system/body';
import { labelled, matching, onlyFilters, parseFilters, prefixed } from '../system/filters';
import type { Stored } from './model';
import { rpcError } from './read-spec';
import { versionOf } from './service-routes';
import { findOne } from './services';
import { showStored } from './show';
import type { SwarmStore } from './store';

/** The largest content, in bytes, of a secret and of a config. */
const most = { secret: 500 * 1024, config: 1000 * 1024 } as const;

/** The endpoints below `/secrets` and `/configs`; `demand` throws ApiError 503 when there is no swarm. */
export function storedRoutes(store: SwarmStore, demand: () => void): readonly Route[] {
  return (['secret', 'config'] as const).flatMap((kind) => {
    const all = (): readonly Stored[] => [...store.stored.values()].filter((stored) => stored.kind === kind);
    const named = (call: Call): Stored => findOne(kind, all(), call.params['id'] ?? '', ({ name }) => name);
    const route = (method: Route['method'], path: string, run: Route['run']): Route => ({
      method,
      path: `/${kind}s${path}`,
      run: (call) => {
        demand();
        return run(call);
      },
    });
    return [
      route('GET', '', (call) => {
        const filters = parseFilters(call.query.get('filters'));
        onlyFilters(filters, ['id', 'name', 'names', 'label']);
        const list = all().filter(
          ({ id, name, labels }) =>
            prefixed(filters, 'id', id) &&
            matching(filters, 'name', name) &&
            (!filters.has('names') || (filters.get('names') ?? []).includes(name)) &&
            labelled(filters, labels),
        );
        call.reply(200, list.map(showStored));
      }),
      route('POST', '/create', async (call) => {
        const body = await readBody(call, kind === 'secret' ? 'swarm.SecretSpec' : 'swarm.ConfigSpec');
        const stored = { ...store.meta(), ...contentOf(kind, body) };
        if (all().some(({ name }) => name === stored.name)) {
          throw rpcError('AlreadyExists', `${kind} ${stored.name} already exists`);
        }
        store.stored.set(stored.id, stored);
        store.changed('stored', stored);
        store.emit(kind, 'create', stored.id, { name: stored.name });
        call.reply(201, { ID: stored.id });
      }),
      route('GET', '/{id}', (call) => call.reply(200, showStored(named(call)))),
      route('POST', '/{id}/update', async (call) => {
        const version = versionOf(call, kind);
        const body = await readBody(call, kind === 'secret' ? 'swarm.SecretSpec' : 'swarm.ConfigSpec');
        const stored = named(call);
        if (version !== stored.version) throw rpcError('Unknown', 'update out of sequence');
        const data = textOf(body, 'Data');
        if (textOf(body, 'Name') !== stored.name || (data !== '' && data !== stored.data)) {
          throw rpcError('InvalidArgument', 'only updates to Labels are allowed');
        }
        stored.labels = textsOf(body, 'Labels') ?? {};
        store.changed('stored', stored);
        store.emit(kind, 'update', stored.id, { name: stored.name });
        call.reply(200);
      }),
      route('DELETE', '/{id}', (call) => {
        const stored = named(call);
        checkUnused(store, stored);
        store.drop('stored', stored.id);
        store.emit(kind, 'remove', stored.id, { name: stored.name });
        call.reply(204);
      }),
    ];
  });
}

function contentOf(
  kind: 'secret' | 'config',
  body: Body,
): Pick<Stored, 'kind' | 'name' | 'labels' | 'data' | 'templating'> {
  const name = textOf(body, 'Name');
  if (partOf(body, 'Driver', 'swarm.Driver')) throw new ApiError(501, 'the practice lab has no secret drivers');
  if (!/^[a-zA-Z0-9](?:[a-zA-Z0-9._-]*[a-zA-Z0-9])?$/.test(name) || name.length > 64) {
    throw rpcError(
      'InvalidArgument',
      'invalid name, only 64 [a-zA-Z0-9-_.] characters allowed, and the start and end character must be [a-zA-Z0-9]',
    );
  }
  const data = textOf(body, 'Data');
  const size = Buffer.from(data, 'base64').length;
  if (size === 0 || size > most[kind]) {
    const what = `${kind} data must be larger than 0 and less than ${most[kind]} bytes`;
    throw rpcError('InvalidArgument', what);
  }
  const templating = partOf(body, 'Templating', 'swarm.Driver');
  return {
    kind,
    name,
    labels: textsOf(body, 'Labels') ?? {},
    data,
    ...(templating && { templating: templating.fields }),
  };
}

function checkUnused(store: SwarmStore, { kind, id, name }: Stored): void {
  const users = [...store.services.values()]
    .filter(({ spec }) => {
      const { Secrets: secrets, Configs: configs } = spec.TaskTemplate.ContainerSpec;
      const used =
        kind === 'secret' ? secrets?.map(({ SecretID }) => SecretID) : configs?.map(({ ConfigID }) => ConfigID);
      return (used ?? []).includes(id);
    })
    .map(({ spec }) => spec.Name);
  if (users.length === 0) return;
  const services = `service${users.length > 1 ? 's' : ''}: ${users.join(', ')}`;
  throw rpcError('InvalidArgument', `${kind} '${name}' is in use by the following ${services}`);
}
