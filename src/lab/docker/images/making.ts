import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ApiError, type Call } from '../../http/call';
import { largestLayer } from '../../files/layer-archive';
import type { Config, ContainerView, Image } from '../model';
import { applyChanges } from './changes';
import { fullConfig, held, type Held } from './config-file';
import { emitImage, type Inside } from './parts';
import { checkedTag, familiar, parseRepoTag, type Reference } from './reference';
import { readLayer } from './registry-pull';
import { goTime } from './views';
import { isTrue } from './listing';

/** The engine's version, as configuration files name it. */
const engineVersion = '26.1.4';

/** Gives an image a name and announces that. */
export function nameImage(inside: Inside, image: Held, reference: Reference | undefined): void {
  if (!reference) return;
  inside.store.setName(reference, image.id);
  emitImage(inside, 'tag', image.id, familiar(reference), image);
}

/** POST /commit: an image of what a container has changed. Throws ApiError 400 or 404. */
export async function commitContainer(inside: Inside, call: Call): Promise<Held> {
  const { query } = call;
  const text = (key: string): string => query.get(key) ?? '';
  const target = wantedName(text('repo'), text('tag'));
  const container = inside.containers().require(text('container'));
  const given = configOf(await call.json());
  const config = applyChanges(given ? merged(given, container.config) : container.config, query.getAll('changes'));
  const image = held(await committed(inside, container, config, { author: text('author'), comment: text('comment') }), {
    dockerVersion: engineVersion,
    container: container.id,
    containerConfig: fullConfig(container.config),
  });
  const kept = inside.store.add(image);
  nameImage(inside, kept, target);
  announce(inside, container, kept, text('comment'), target);
  return kept;
}

/** What a container has changed, on top of its image. */
async function committed(
  inside: Inside,
  container: ContainerView,
  config: Config,
  { author, comment }: { readonly author: string; readonly comment: string },
): Promise<Omit<Image, 'id'>> {
  const base = inside.store.get(container.imageId);
  const layer = await container.changes();
  const isEmpty = layer.entries.size === 0;
  const created = goTime(inside.clock.now());
  const row = {
    created,
    created_by: container.config.Cmd?.join(' ') ?? '',
    ...(author ? { author } : {}),
    ...(comment ? { comment } : {}),
    ...(isEmpty ? ({ empty_layer: true } as const) : {}),
  };
  const own = isEmpty ? [] : [layer];
  const below = base ?? { architecture: platformOf(null, inside.architecture), history: [], layers: [] };
  const { architecture } = below;
  const history = [...below.history, row];
  const made = { created, author, comment, architecture, config, history, layers: [...below.layers, ...own] };
  return base ? { ...made, parent: base.id } : made;
}

function announce(
  { events }: Inside,
  container: ContainerView,
  image: Held,
  comment: string,
  target: Reference | undefined,
): void {
  const { id: ID, labels, name, image: of } = container;
  const imageRef = target ? familiar(target) : '';
  events.emit('container', 'commit', {
    ID,
    Attributes: { ...labels, comment, image: of, imageID: image.id, imageRef, name },
  });
}

function wantedName(repo: string, tag: string): Reference | undefined {
  if (repo === '' && tag !== '') checkedTag(tag);
  return parseRepoTag(repo, tag);
}

function configOf(value: unknown): Config | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value))
    throw new ApiError(400, 'invalid JSON: cannot unmarshal into a configuration');
  return Object.keys(value).length > 0 ? value : undefined;
}

/** What the client says, with the container's where it says nothing. */
function merged(given: Config, own: Config): Config {
  const set = Object.fromEntries(
    Object.entries(given as Record<string, unknown>).filter(([, value]) => value !== null && value !== ''),
  );
  const names = new Set((given.Env ?? []).map((line) => line.split('=', 1)[0]));
  const env = [...(given.Env ?? []), ...(own.Env ?? []).filter((line) => !names.has(line.split('=', 1)[0]))];
  return {
    ...own,
    ...set,
    Env: env,
    Labels: { ...own.Labels, ...given.Labels },
    ExposedPorts: { ...own.ExposedPorts, ...given.ExposedPorts },
    Volumes: { ...own.Volumes, ...given.Volumes },
  };
}

/** POST /images/create?fromSrc=-: an image with one layer, the archive. */
export async function importImage(inside: Inside, query: URLSearchParams, body: Readable): Promise<Held> {
  const source = query.get('fromSrc') ?? '';
  const target = parseRepoTag(query.get('repo') ?? '', query.get('tag') ?? '');
  const config = applyChanges({}, query.getAll('changes'));
  if (source !== '-') {
    const url = source.includes('://') ? source : `http://${source}`;
    throw new ApiError(500, `Get "${url}": the practice lab imports from a file or standard input only`);
  }
  const layer = await readLayer(await limited(body));
  const created = goTime(inside.clock.now());
  const comment = query.get('message') || 'Imported from -';
  const architecture = platformOf(query.get('platform'), inside.architecture);
  const image = held(
    {
      created,
      author: '',
      comment: '',
      architecture,
      config,
      history: [{ created, created_by: '', comment }],
      layers: [layer],
    },
    { dockerVersion: engineVersion },
  );
  const kept = inside.store.add(image);
  nameImage(inside, kept, target);
  emitImage(inside, 'import', kept.id, kept.id, kept);
  return kept;
}

async function limited(body: Readable): Promise<Buffer> {
  let size = 0;
  body.on('data', (part: Buffer) => {
    size += part.length;
    if (size > largestLayer) body.destroy(new ApiError(400, 'archive is too large for the practice lab'));
  });
  return buffer(body);
}

/** The architecture of `linux/arm64` and the like. Throws ApiError 400 or 404. */
export function platformOf(platform: string | null, own: Image['architecture'] | undefined): Image['architecture'] {
  const native = own ?? (process.arch === 'arm64' ? 'arm64' : 'amd64');
  if (!platform) return native;
  const [system = '', architecture = system] = platform.toLowerCase().split('/');
  const aliases: Readonly<Record<string, Image['architecture']>> = {
    amd64: 'amd64',
    x86_64: 'amd64',
    'x86-64': 'amd64',
    arm64: 'arm64',
    aarch64: 'arm64',
  };
  const known = architecture === 'linux' ? native : aliases[architecture];
  if (system === 'linux' || known) {
    if (known) return known;
    throw new ApiError(404, `no matching manifest for ${platform} in the manifest list entries`);
  }
  if (system === 'windows') throw new ApiError(400, `image operating system "windows" cannot be used on this platform`);
  throw new ApiError(
    400,
    `"${platform}" is an invalid component of "${platform}": platform specifier component must match "^[A-Za-z0-9_-]+$": invalid argument`,
  );
}

/** Whether a client wants its answer without progress. */
export const isQuiet = (query: URLSearchParams): boolean => isTrue(query.get('quiet'));
