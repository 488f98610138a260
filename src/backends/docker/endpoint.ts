import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { dockerBadEndpoint } from '../../core/errors';
import { parseAddress, type Endpoint } from './address';

/** All that may say where the engine is; handed in, so that nothing here looks at the world by itself. */
export type Surroundings = {
  /** The value of the setting; empty when it is not set. */
  readonly setting: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  readonly home: string;
};

/** The two things that are asked of the disk. */
export type Disk = {
  /** A file's bytes; undefined when there is no such file. */
  readonly read: (file: string) => Promise<Buffer | undefined>;
  readonly exists: (file: string) => Promise<boolean>;
};

/** What decides where the engine is, in the order of the docker command: https://docs.docker.com/engine/manage-resources/contexts/ */
export type Choice =
  | { readonly by: 'address'; readonly address: string }
  | { readonly by: 'context'; readonly name: string }
  | { readonly by: 'search'; readonly candidates: readonly string[] };

/** The disk of this machine. */
export const realDisk: Disk = {
  read: async (file) => {
    try {
      return await fs.readFile(file);
    } catch {
      return undefined;
    }
  },
  exists: async (file) => {
    try {
      await fs.stat(file);
      return true;
    } catch {
      return false;
    }
  },
};

/**
 * Chooses what decides: the setting, DOCKER_HOST, DOCKER_CONTEXT, the current context of the Docker configuration
 * (whose text is handed in), else a search for the usual sockets.
 */
export function choose(surroundings: Surroundings, configuration: string | undefined): Choice {
  const { environment } = surroundings;
  const address = [surroundings.setting, environment['DOCKER_HOST']].map((value) => value?.trim()).find(Boolean);
  if (address) return { by: 'address', address };
  const name = environment['DOCKER_CONTEXT'] || currentContext(configuration);
  if (name && name !== 'default') return { by: 'context', name };
  return { by: 'search', candidates: usualPlaces(surroundings) };
}

/** Finds the engine's endpoint; rejects with dockerBadEndpoint when what was chosen cannot be used. */
export async function findEndpoint(surroundings: Surroundings, disk: Disk = realDisk): Promise<Endpoint> {
  const directory = configurationDirectory(surroundings);
  const configuration = await disk.read(path.join(directory, 'config.json'));
  const choice = choose(surroundings, configuration?.toString());
  if (choice.by === 'address') return await fromAddress(choice.address, surroundings, disk);
  if (choice.by === 'context')
    return await fromContext(choice.name, path.join(directory, 'contexts'), surroundings, disk);
  return await fromSearch(choice.candidates, surroundings, disk);
}

/** Where the docker command keeps its configuration and its contexts. */
export function configurationDirectory({ environment, home }: Surroundings): string {
  return environment['DOCKER_CONFIG'] || path.join(home, '.docker');
}

// A broken configuration is a warning to the docker command, which then goes on without it: so do we.
function currentContext(configuration: string | undefined): string | undefined {
  return stringAt(parseJson(configuration), 'currentContext');
}

/** Where engines listen when nobody says anything else; the first one that exists is taken. */
export function usualPlaces({ environment, platform, home }: Surroundings): readonly string[] {
  if (platform === 'win32') return ['npipe:////./pipe/docker_engine'];
  const runtime = environment['XDG_RUNTIME_DIR'];
  return [
    '/var/run/docker.sock',
    ...(runtime ? [`${runtime}/docker.sock`] : []),
    `${home}/.docker/run/docker.sock`,
    `${home}/.docker/desktop/docker.sock`,
    `${home}/.colima/default/docker.sock`,
    `${home}/.rd/docker.sock`,
    ...(runtime ? [`${runtime}/podman/podman.sock`] : []),
  ].map((socket) => `unix://${socket}`);
}

async function fromAddress(address: string, surroundings: Surroundings, disk: Disk): Promise<Endpoint> {
  const endpoint = parseAddress(address, surroundings.platform);
  // Any value counts, as for the docker command, whose documentation says 1.
  if (endpoint.target.over !== 'tcp' || !surroundings.environment['DOCKER_TLS_VERIFY']) return endpoint;
  const directory = surroundings.environment['DOCKER_CERT_PATH'] || configurationDirectory(surroundings);
  const keys = await readKeys(directory, disk);
  if (!keys.ca && !keys.cert) {
    throw dockerBadEndpoint({ endpoint: address, why: whyNoKeys(directory) });
  }
  return { ...endpoint, target: { ...endpoint.target, tls: { ...keys, verify: true } } };
}

/** Reads a context as `docker context create` stores it: `meta` and `tls` below the SHA-256 of its name. */
async function fromContext(name: string, directory: string, { platform }: Surroundings, disk: Disk): Promise<Endpoint> {
  const id = createHash('sha256').update(name).digest('hex');
  const meta = await disk.read(path.join(directory, 'meta', id, 'meta.json'));
  if (!meta) throw badContext(name, whyMissing);
  const docker = objectAt(objectAt(parseJson(meta.toString()), 'Endpoints'), 'docker');
  const address = stringAt(docker, 'Host');
  if (!address) throw badContext(name, whyBroken);
  const endpoint = parseAddress(address, platform);
  if (endpoint.target.over !== 'tcp') return endpoint;
  const keys = await readKeys(path.join(directory, 'tls', id, 'docker'), disk);
  const verify = docker?.['SkipTLSVerify'] !== true;
  if (!keys.ca && !keys.cert && verify) return endpoint;
  return { ...endpoint, target: { ...endpoint.target, tls: { ...keys, verify } } };
}

async function fromSearch(addresses: readonly string[], { platform }: Surroundings, disk: Disk): Promise<Endpoint> {
  const endpoints = addresses.map((address) => parseAddress(address, platform));
  for (const endpoint of endpoints) {
    if (endpoint.target.over === 'socket' && (await disk.exists(endpoint.target.path))) return endpoint;
  }
  const [first] = endpoints;
  if (!first) throw new Error('a search needs a candidate');
  return { ...first, alsoLookedAt: addresses.length - 1 };
}

type Keys = { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer };

async function readKeys(directory: string, disk: Disk): Promise<Keys> {
  const read = (file: string) => disk.read(path.join(directory, file));
  const [ca, cert, key] = await Promise.all([read('ca.pem'), read('cert.pem'), read('key.pem')]);
  return { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) };
}

const whyMissing = { en: 'there is no such Docker context', zh: '没有这个 Docker context' };
const whyBroken = {
  en: 'the files of this Docker context name no engine',
  zh: '这个 Docker context 的文件里没有引擎地址',
};
const whyNoKeys = (directory: string) => ({
  en: `DOCKER_TLS_VERIFY is set, but ${directory} has neither ca.pem nor cert.pem`,
  zh: `设置了 DOCKER_TLS_VERIFY，但 ${directory} 中既没有 ca.pem 也没有 cert.pem`,
});

function badContext(name: string, why: { readonly en: string; readonly zh: string }) {
  return dockerBadEndpoint({ endpoint: `context ${name}`, why });
}

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
}

function objectAt(value: unknown, key: string): Readonly<Record<string, unknown>> | undefined {
  const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>) : undefined;
}

function stringAt(value: unknown, key: string): string | undefined {
  const inner = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof inner === 'string' && inner !== '' ? inner : undefined;
}
