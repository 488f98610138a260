import { ApiError } from '../../http/call';
import { portsIn } from './inspect';
import { isObject } from './json-shapes';
import type { Container } from './record';
import type { ContainerStore } from './store';

/** Values by the name of the filter. */
export type Filters = ReadonlyMap<string, readonly string[]>;

/** Reads `filters` of a query: lists, or the older maps of truths. Throws ApiError 400. */
export function readFilters(text: string | null): Filters {
  if (text === null || text === '') return new Map();
  const invalid = () => new ApiError(400, 'invalid filter');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw invalid();
  }
  if (!isObject(value)) throw invalid();
  return new Map(
    Object.entries(value).map(([name, of]) => {
      const values = isObject(of) ? Object.keys(of).filter((key) => of[key] !== false) : of;
      if (!Array.isArray(values) || values.some((one) => typeof one !== 'string')) throw invalid();
      return [name, values as string[]];
    }),
  );
}

/** Refuses filters that are not among the known ones; throws ApiError 400. */
export function checkFilters(filters: Filters, known: readonly string[]): void {
  const other = [...filters.keys()].find((name) => !known.includes(name));
  if (other !== undefined) throw new ApiError(400, `invalid filter '${other}'`);
}

const known =
  'ancestor before exited expose health id is-task isolation label name network publish since status volume'.split(' ');
const states = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead'];
const healths = ['starting', 'healthy', 'unhealthy', 'none'];

/** Containers, newest first, that all filters let through. Without `everything`, and no filter of state, only those that run. */
export function filterContainers(
  store: ContainerStore,
  containers: readonly Container[],
  filters: Filters,
  everything: boolean,
): readonly Container[] {
  checkFilters(filters, known);
  const statuses = filters.get('status') ?? [];
  const wrong = statuses.find((status) => !states.includes(status));
  if (wrong !== undefined) throw new ApiError(400, `invalid filter 'status=${wrong}'`);
  const tests = testsOf(store, filters);
  const all = everything || ['status', 'exited', 'before', 'since'].some((name) => filters.has(name));
  const between = range(store, containers, filters);
  return between.filter(
    (container) =>
      (all || container.run !== undefined || container.state.status === 'restarting') &&
      tests.every((test) => test(container)),
  );
}

/** Those created before one container and since another. */
function range(store: ContainerStore, containers: readonly Container[], filters: Filters): readonly Container[] {
  const place = (name: string): number | undefined => {
    const reference = filters.get(name)?.[0];
    return reference === undefined ? undefined : containers.indexOf(store.require(reference));
  };
  return containers.slice((place('before') ?? -1) + 1, place('since') ?? containers.length);
}

type Test = (container: Container) => boolean;

function testsOf(store: ContainerStore, filters: Filters): readonly Test[] {
  const makers: Readonly<Record<string, (values: readonly string[]) => Test>> = {
    id:
      (values) =>
      ({ id }) =>
        values.some((value) => id.startsWith(value) || fits(value, id)),
    name:
      (values) =>
      ({ name }) =>
        values.some((value) => fits(value, `/${name}`) || fits(value, name)),
    label:
      (values) =>
      ({ config }) =>
        values.every((value) => hasLabel(config.Labels, value)),
    status:
      (values) =>
      ({ state }) =>
        values.includes(state.status),
    exited: exitedTest,
    health: healthTest,
    ancestor: (values) => ancestorTest(store, values),
    volume:
      (values) =>
      ({ mounts }) =>
        mounts.some(({ point }) => values.includes(point.Destination) || values.includes(point.Name ?? '\0')),
    network: (values) => (container) => networkTest(store, container, values),
    publish: () => portTest(store, filters),
    expose: () => portTest(store, filters),
    'is-task': taskTest,
  };
  return [...filters].flatMap(([name, values]) => (makers[name] && values.length > 0 ? [makers[name](values)] : []));
}

function fits(pattern: string, text: string): boolean {
  // What users write is a regular expression; a long or broken one is taken as plain text.
  try {
    return pattern.length > 200 || /[(*+{]\S*[*+{]/.test(pattern)
      ? text.includes(pattern)
      : new RegExp(pattern).test(text);
  } catch {
    return text.includes(pattern);
  }
}

/** Does a set of labels have `key` or `key=value`? */
export function hasLabel(labels: Readonly<Record<string, string>>, wanted: string): boolean {
  const equals = wanted.indexOf('=');
  if (equals === -1) return labels[wanted] !== undefined;
  return labels[wanted.slice(0, equals)] === wanted.slice(equals + 1);
}

function exitedTest(values: readonly string[]): Test {
  const codes = values.map((value) => {
    if (/^[+-]?\d{1,9}$/.test(value)) return Number(value);
    throw new ApiError(400, `invalid filter 'exited=${value}': strconv.Atoi: parsing "${value}": invalid syntax`);
  });
  return ({ state, run }) => run === undefined && state.finishedAt[0] !== '0' && codes.includes(state.exitCode);
}

function healthTest(values: readonly string[]): Test {
  const wrong = values.find((value) => !healths.includes(value));
  if (wrong !== undefined) throw new ApiError(400, `unrecognized filter value for health: ${wrong}`);
  return ({ state }) => values.includes(state.health?.status ?? 'none');
}

function ancestorTest(store: ContainerStore, values: readonly string[]): Test {
  const images = values.flatMap((value) => store.parts.images.find(value) ?? []);
  const layers = images.map((image) => image.layers.map(({ diffId }) => diffId).join(' '));
  return ({ imageId, image }) =>
    images.some(({ id }) => id === imageId) ||
    layers.some(
      (below) =>
        below !== '' && `${(image?.layers ?? []).map(({ diffId }) => diffId).join(' ')} `.startsWith(`${below} `),
    );
}

function networkTest(store: ContainerStore, { id }: Container, values: readonly string[]): boolean {
  return Object.entries(store.parts.networks.endpointsOf(id)).some(([name, { NetworkID }]) =>
    values.some((value) => value === name || (value !== '' && NetworkID.startsWith(value))),
  );
}

/** `publish` and `expose` look at the ports of the list's row, and either of them lets a container through. */
function portTest(store: ContainerStore, filters: Filters): Test {
  const wanted = (what: string) => (filters.get(what) ?? []).flatMap((value) => portsOf(value, what));
  const [published, exposed] = [wanted('publish'), wanted('expose')];
  return (container) =>
    portsIn(store, container).some(
      ({ PublicPort = 0, PrivatePort, Type }) =>
        published.includes(`${PublicPort}/${Type}`) || exposed.includes(`${PrivatePort}/${Type}`),
    );
}

function portsOf(value: string, what: string): readonly string[] {
  const [range = '', protocol = 'tcp'] = value.split('/');
  const [from = '', to = from] = range.split('-');
  for (const end of [from, to]) {
    if (/^\d{1,5}$/.test(end)) continue;
    throw new ApiError(
      500,
      `error while looking up for ${what} ${value}: strconv.ParseUint: parsing "${end}": invalid syntax`,
    );
  }
  const length = Math.min(65_536, Math.max(0, Number(to) - Number(from) + 1));
  return Array.from({ length }, (_, index) => `${Number(from) + index}/${protocol}`);
}

function taskTest(values: readonly string[]): Test {
  const truths = values.map((value) => {
    if (['1', 'true', 'True'].includes(value)) return true;
    if (['0', 'false', 'False'].includes(value)) return false;
    throw new ApiError(400, `invalid filter 'is-task=[${value}]'`);
  });
  return ({ config }) => truths.includes(config.Labels['com.docker.swarm.task.id'] !== undefined);
}
