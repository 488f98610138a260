import { spawn } from 'node:child_process';
import path from 'node:path';
import { isObject, objectAt, parse, textOf, type Raw } from './answer';
import type { Disk, Surroundings } from './endpoint';

// What Docker Hub is called in the configuration: https://docs.docker.com/reference/cli/docker/login/#credential-stores
const hub = 'https://index.docker.io/v1/';

/** The registry that an image's name leads to, as the docker command's configuration calls it. */
export function registryOf(reference: string): string {
  const [first = '', ...rest] = reference.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  return !isHost || first === 'docker.io' ? hub : first;
}

/**
 * The header by which the engine may use the learner's own login at a registry; without one an empty one, which
 * engines demand all the same. https://docs.docker.com/reference/api/engine/version/v1.49/#section/Authentication
 */
export async function authHeader(
  reference: string,
  { environment, home }: Surroundings,
  disk: Disk,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const registry = registryOf(reference);
  const folder = environment['DOCKER_CONFIG'] || path.join(home, '.docker');
  const config = parse(((await disk.read(path.join(folder, 'config.json'))) ?? '').toString());
  const found = isObject(config) ? await loginOf(config, registry, environment, signal) : {};
  const base64 = Buffer.from(JSON.stringify(found)).toString('base64url');
  return { 'X-Registry-Auth': base64 };
}

type Login = Readonly<Record<string, string>>;

async function loginOf(
  config: Raw,
  registry: string,
  environment: Surroundings['environment'],
  signal: AbortSignal,
): Promise<Login> {
  const helper = textOf(objectAt(config, 'credHelpers')[registry]) || textOf(config['credsStore']);
  if (/^[\w.-]+$/.test(helper)) return await askHelper(helper, registry, environment, signal);
  const auths = objectAt(config, 'auths');
  const entry = isObject(auths[registry]) ? auths[registry] : auths[`https://${registry}`];
  if (!isObject(entry)) return {};
  const [username = '', ...password] = Buffer.from(textOf(entry['auth']), 'base64').toString().split(':');
  const identitytoken = textOf(entry['identitytoken']);
  if (identitytoken !== '') return { username, identitytoken, serveraddress: registry };
  return username === '' ? {} : { username, password: password.join(':'), serveraddress: registry };
}

/** Asks a credential helper: https://github.com/docker/docker-credential-helpers#development */
function askHelper(
  helper: string,
  registry: string,
  environment: Surroundings['environment'],
  signal: AbortSignal,
): Promise<Login> {
  return new Promise((resolve) => {
    const child = spawn(`docker-credential-${helper}`, ['get'], { env: environment, signal, windowsHide: true });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    // A helper that is not there, or knows nobody, is asked in vain: the registry says what it wants.
    child.once('error', () => resolve({}));
    child.once('close', () => {
      const found = parse(said);
      const [username, secret] = isObject(found) ? [textOf(found['Username']), textOf(found['Secret'])] : ['', ''];
      if (secret === '') resolve({});
      else if (username === '<token>') resolve({ identitytoken: secret, serveraddress: registry });
      else resolve({ username, password: secret, serveraddress: registry });
    });
    child.stdin.on('error', () => undefined).end(registry);
  });
}
