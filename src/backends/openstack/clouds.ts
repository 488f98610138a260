import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { badCloudBecause, openstackBadCloud, openstackNoCloud, type UserError } from '../../core/errors';
import { isObject, type Raw } from '../docker/answer';
import { placesOf, type Surroundings } from './places';

/** An entry of clouds.yaml with its part of secure.yaml, or what the OS_ variables say in its place. */
export type Cloud = {
  /** What it is called; the variables are called `envvars`, as by the openstack client. */
  readonly name: string;
  /** Without a trailing slash. */
  readonly authUrl: string;
  readonly authType: string;
  /** The keys of the login, such as `username` and `project_name`; they hold secrets. */
  readonly auth: Readonly<Record<string, string>>;
  readonly region: string;
  /** `public`, `internal` or `admin`. */
  readonly interface: string;
  readonly verify: boolean;
  /** Files for TLS: an authority, a certificate and its key. */
  readonly cacert: string;
  readonly cert: string;
  readonly key: string;
  readonly overrides: Raw;
};

/**
 * Finds the cloud as the openstack client does: the picked entry or that of OS_CLOUD, else the OS_ variables, else the
 * only entry. https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html
 */
export async function chooseCloud(surroundings: Surroundings): Promise<Cloud> {
  const { env, cloud: picked, home } = surroundings;
  const wanted = picked || (env['OS_CLOUD'] ?? '');
  if (wanted === '' && env['OS_AUTH_URL'] !== undefined) return cloudOf('envvars', fromVariables(env), home);
  const places = await placesOf(surroundings);
  const clouds = await readFirst(places.clouds);
  const names = Object.keys(clouds);
  const name = wanted || (names.length === 1 ? (names[0] ?? '') : '');
  if (name === '') throw openstackNoCloud({ places: places.clouds.join(', ') });
  if (!isObject(clouds[name])) throw badCloud(name, 'missing');
  const secure = await readFirst(places.secure);
  return cloudOf(name, merged(clouds[name], secure[name]), home);
}

/** What is wrong with a cloud, as a UserError. */
export function badCloud(cloud: string, why: keyof typeof badCloudBecause, cause?: unknown): UserError {
  return openstackBadCloud({ cloud, why: badCloudBecause[why] }, cause);
}

async function readFirst(files: readonly string[]): Promise<Raw> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
        return undefined;
      throw badCloud(file, 'unreadable', error);
    });
    if (text !== undefined) return await cloudsIn(text, file);
  }
  return {};
}

async function cloudsIn(text: string, file: string): Promise<Raw> {
  const { parse } = await import('yaml');
  let value: unknown;
  try {
    value = parse(text) ?? {};
  } catch {
    // The parser quotes the line, which may hold a secret: its words stay here.
    throw badCloud(file, 'notYaml');
  }
  if (!isObject(value)) throw badCloud(file, 'notYaml');
  return isObject(value['clouds']) ? value['clouds'] : {};
}

/** What secure.yaml says comes over what clouds.yaml says, table by table. */
function merged(base: Raw, over: unknown): Raw {
  if (!isObject(over)) return base;
  const pairs = Object.entries(over).map(([key, value]) => {
    const under = base[key];
    return [key, isObject(under) && isObject(value) ? merged(under, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(pairs) };
}

/** OS_USERNAME is `username`, and so on: https://docs.openstack.org/python-openstackclient/latest/cli/man/openstack.html */
function fromVariables(env: Surroundings['env']): Raw {
  const pairs = Object.entries(env).flatMap(([key, value]) =>
    key.startsWith('OS_') && value !== undefined && value !== '' ? [[key.slice(3).toLowerCase(), value] as const] : [],
  );
  return Object.fromEntries(pairs);
}

function cloudOf(name: string, entry: Raw, home: string): Cloud {
  // The client takes keys of the login from beside `auth` too.
  const all = { ...entry, ...(isObject(entry['auth']) ? entry['auth'] : {}) };
  const auth = textsOf(all);
  const authUrl = (auth['auth_url'] ?? '').trim().replace(/\/+$/, '');
  if (!/^https?:\/\/[^/]/i.test(authUrl) || !URL.canParse(authUrl)) throw badCloud(name, 'noAddress');
  const file = (key: string) => placed(auth[key] ?? '', home);
  return {
    name,
    authUrl,
    auth,
    authType: auth['auth_type'] ?? '',
    region: auth['region_name'] ?? firstOf(entry['regions']),
    interface: (auth['interface'] ?? auth['endpoint_type'] ?? 'public').replace(/URL$/i, ''),
    verify: !isFalse(entry['verify']) && !isTrue(entry['insecure']),
    cacert: file('cacert'),
    cert: file('cert'),
    key: file('key'),
    overrides: entry,
  };
}

const placed = (file: string, home: string): string =>
  file === '' ? '' : path.resolve(file.replace(/^~(?=[\\/])/, home));

function textsOf(raw: Raw): Record<string, string> {
  const pairs = Object.entries(raw).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[key, String(value)] as const] : [],
  );
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function firstOf(regions: unknown): string {
  const first: unknown = Array.isArray(regions) ? regions[0] : undefined;
  if (isObject(first)) return typeof first['name'] === 'string' ? first['name'] : '';
  return typeof first === 'string' ? first : '';
}

const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && /^(1|yes|true)$/i.test(value));
const isFalse = (value: unknown): boolean =>
  value === false || (typeof value === 'string' && /^(0|no|false)$/i.test(value));
