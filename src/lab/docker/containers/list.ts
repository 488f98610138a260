import { ApiError } from '../../http/call';
import { filterContainers, readFilters } from './list-filters';
import { pointsOf, portsIn, sizes } from './inspect';
import type { Container } from './record';
import type { ContainerStore } from './store';
import { inWords, millisecondsOf } from './times';

/** What `GET /containers/json` answers. Throws ApiError for filters that are none. */
export function listContainers(
  store: ContainerStore,
  query: URLSearchParams,
  isTrue: (text: string | null) => boolean,
): object[] {
  const filters = readFilters(query.get('filters'));
  const limit = limitOf(query.get('limit'));
  const everything = isTrue(query.get('all')) || limit > 0;
  const newestFirst = [...store.all()].reverse();
  const found = filterContainers(store, newestFirst, filters, everything);
  const some = limit > 0 ? found.slice(0, limit) : found;
  const rows = rowsOf(store, isTrue(query.get('size')));
  return some.map(rows);
}

/** Every container as a row of the list, with its sizes, for `docker system df`. */
export const usageRows = (store: ContainerStore): readonly object[] =>
  [...store.all()].reverse().map(rowsOf(store, true));

function limitOf(text: string | null): number {
  if (text === null || text === '') return 0;
  if (!/^[+-]?\d{1,15}$/.test(text)) throw new ApiError(500, `strconv.Atoi: parsing "${text}": invalid syntax`);
  return Number(text);
}

/** Makes the rows of one list, in which an image that many containers name is looked up once. */
function rowsOf(store: ContainerStore, size: boolean): (container: Container) => object {
  const now = new Map<string, string | undefined>();
  const idOf = (image: string): string | undefined => {
    if (!now.has(image)) now.set(image, store.parts.images.find(image)?.id);
    return now.get(image);
  };
  return (container) => rowOf(store, container, size, idOf);
}

function rowOf(
  store: ContainerStore,
  container: Container,
  size: boolean,
  idOf: (image: string) => string | undefined,
): object {
  const { networks, clock } = store.parts;
  const { SizeRw, SizeRootFs } = size ? sizes(container) : { SizeRw: 0, SizeRootFs: 0 };
  const shared = container.host.NetworkMode.startsWith('container:');
  return {
    Id: container.id,
    Names: [`/${container.name}`],
    Image: imageName(container, idOf(container.config.Image)),
    ImageID: container.imageId,
    Command: commandText(container),
    Created: Math.floor(millisecondsOf(container.created) / 1000),
    Ports: portsIn(store, container),
    ...(SizeRw > 0 && { SizeRw }),
    ...(SizeRootFs > 0 && { SizeRootFs }),
    Labels: container.config.Labels,
    State: container.state.status,
    Status: statusText(container, clock.now()),
    HostConfig: { NetworkMode: container.host.NetworkMode },
    NetworkSettings: { Networks: shared ? {} : networks.endpointsOf(container.id) },
    Mounts: pointsOf(container),
  };
}

/** As its creator wrote it, while that name still leads to the same image. */
const imageName = ({ config, imageId }: Container, now: string | undefined): string =>
  now === imageId || config.Image === '' ? config.Image : imageId;

/** Path and arguments, quoted where a word has blanks. */
function commandText({ path, args }: Container): string {
  const words = args.map((word) => (/\s/.test(word) ? `'${word}'` : word));
  return [path, ...words].join(' ');
}

/** The text of STATUS in `docker ps`. */
export function statusText({ state }: Container, now: number): string {
  const since = (text: string) => inWords(now - millisecondsOf(text));
  const { status, health } = state;
  if (status === 'restarting') return `Restarting (${state.exitCode}) ${since(state.finishedAt)} ago`;
  if (status === 'paused') return `Up ${since(state.startedAt)} (Paused)`;
  if (status === 'running') {
    const word = health && (health.status === 'starting' ? 'health: starting' : health.status);
    return `Up ${since(state.startedAt)}${word === undefined ? '' : ` (${word})`}`;
  }
  if (status === 'removing') return 'Removal In Progress';
  if (status === 'dead') return 'Dead';
  if (status === 'created' || millisecondsOf(state.finishedAt) === 0) return 'Created';
  return `Exited (${state.exitCode}) ${since(state.finishedAt)} ago`;
}
