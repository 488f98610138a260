import { ApiError, type Call } from '../../http/call';
import type { BuildRequest } from './work';
import { DockerfileError } from './refusal';
import { readContext } from './context';
import { readRecipe, targetOf } from './stages';
import { readReference } from './reference';

/** A build as a client asks for it. */
export type Asked = {
  readonly build: BuildRequest;
  /** `name:tag` each. */
  readonly tags: readonly string[];
  /** Only the image's id is told. */
  readonly quiet: boolean;
};

/** Why BuildKit's own protocol is refused. */
export const classicOnly =
  'the practice lab builds over the classic protocol, not over that of BuildKit: set DOCKER_BUILDKIT=0 (lab terminals do so)';

/** Reads POST /build. Throws ApiError. */
export async function readRequest(call: Call): Promise<Asked> {
  const { query } = call;
  const version = query.get('version') ?? '1';
  if (version === '2') throw new ApiError(501, classicOnly);
  if (version !== '1' && version !== '') throw new ApiError(400, `invalid version ${JSON.stringify(version)}`);
  const remote = query.get('remote') ?? '';
  if (remote !== '')
    throw new ApiError(
      400,
      `the practice lab has no way to the internet, so that it cannot fetch the build context ${remote}; fetch it yourself and build the folder`,
    );
  const tags = query
    .getAll('t')
    .filter((tag) => tag !== '')
    .map(readReference);
  const name = query.get('dockerfile') ?? '';
  const options = readOptions(call);
  const { dockerfile, files } = await readContext(call.body, name === '' ? 'Dockerfile' : name);
  try {
    const recipe = readRecipe(dockerfile);
    targetOf(recipe, options.target);
    return { build: { recipe, files, ...options }, tags, quiet: isOn(query.get('q')) };
  } catch (error) {
    if (error instanceof DockerfileError) throw new ApiError(400, error.message);
    throw error;
  }
}

function readOptions(call: Call): Omit<BuildRequest, 'recipe' | 'files'> {
  const { query, headers } = call;
  const auths = registryConfig(headers['x-registry-config']);
  const secrets = headers['x-tutor-build-secrets'] ?? query.get('secrets') ?? undefined;
  return {
    buildArgs: stringsOf(query.get('buildargs'), 'build args'),
    labels: Object.fromEntries(stringsOf(query.get('labels'), 'labels')),
    target: query.get('target') ?? '',
    noCache: isOn(query.get('nocache')),
    pull: isOn(query.get('pull')),
    remove: isOn(query.get('rm') ?? '1') || isOn(query.get('forcerm')),
    networkMode: networkOf(query.get('networkmode')),
    extraHosts: (query.get('extrahosts') ?? '').split(',').filter((text) => text.includes(':')),
    secrets: new Map([...decoded(secrets)].map(([id, value]) => [id, Buffer.from(value)])),
    auth: (image) => auths(image),
  };
}

const networkOf = (mode: string | null): string => (mode === null || mode === '' ? 'default' : mode);

/** A switch of the API: empty, 0, no, false and none are off. */
const isOn = (text: string | null): boolean => !['', '0', 'no', 'false', 'none'].includes((text ?? '').toLowerCase());

/** A JSON object of strings; what is null was not given. */
function stringsOf(text: string | null, what: string): ReadonlyMap<string, string> {
  if (text === null || text === '') return new Map();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ApiError(400, `error reading ${what}: ${(error as Error).message}`);
  }
  if (value === null) return new Map();
  if (typeof value !== 'object' || Array.isArray(value))
    throw new ApiError(
      400,
      `error reading ${what}: json: cannot unmarshal ${typeof value} into Go value of type map[string]string`,
    );
  return new Map(
    Object.entries(value).flatMap(([name, one]) => (typeof one === 'string' ? [[name, one] as const] : [])),
  );
}

/** Secrets as the lab's own front end sends them: base64 around a JSON object of texts by id. */
function decoded(header: string | readonly string[] | undefined): ReadonlyMap<string, string> {
  if (typeof header !== 'string' || header === '') return new Map();
  return stringsOf(Buffer.from(header, 'base64').toString('utf8'), 'secrets');
}

/** Who asks at which registry: X-Registry-Config has credentials by address, X-Registry-Auth those of one. */
function registryConfig(header: string | readonly string[] | undefined): (image: string) => string | undefined {
  let all: Record<string, unknown> = {};
  try {
    if (typeof header === 'string')
      all = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Record<string, unknown>;
  } catch {
    // dockerd builds without credentials then, too.
  }
  return (image) => {
    const [first = ''] = image.split('/');
    const isHost = image.includes('/') && (/[.:]/.test(first) || first === 'localhost');
    const own = all[isHost ? first : 'https://index.docker.io/v1/'];
    return own === undefined ? undefined : Buffer.from(JSON.stringify(own)).toString('base64url');
  };
}
