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
  if (wanted === '' && env['OS_AUTH_URL'] !== undefined)
    return scoped(cloudOf('envvars', fromVariables(env), home), surroundings);
  const places = await placesOf(surroundings);
  const clouds = await readFirst(places.clouds);
  const names = Object.keys(clouds);
  const name = wanted || (names.length === 1 ? (names[0] ?? '') : '');
  if (name === '') throw openstackNoCloud({ places: places.clouds.join(', ') });
  if (!isObject(clouds[name])) throw badCloud(name, 'missing');
  const secure = await readFirst(places.secure);
  return scoped(cloudOf(name, merged(clouds[name], secure[name]), home), surroundings);
}

/** One that may be chosen, with the regions that its entry names. */
export type Entry = { readonly name: string; readonly regions: readonly string[] };

/** All that may be chosen, and which one is; nothing is contacted. Rejects when there is none. */
export async function listClouds(
  surroundings: Surroundings,
): Promise<{ readonly all: readonly Entry[]; readonly chosen?: string }> {
  const { env, cloud: picked } = surroundings;
  const { clouds: files } = await placesOf(surroundings);
  const inFiles = Object.entries(await readFirst(files)).flatMap(([name, entry]) =>
    isObject(entry) ? [{ name, regions: regionsOf(entry) }] : [],
  );
  const isSet = (env['OS_AUTH_URL'] ?? '') !== '';
  const all = isSet ? [...inFiles.filter(({ name }) => name !== variables.name), variables] : inFiles;
  const wanted = picked || (env['OS_CLOUD'] ?? '');
  if (all.length === 0) {
    throw wanted === '' ? openstackNoCloud({ places: files.join(', ') }) : badCloud(wanted, 'missing');
  }
  const chosen = wanted === '' ? usual(all, isSet) : all.find(({ name }) => name === wanted)?.name;
  return { all, ...(chosen !== undefined && { chosen }) };
}

/** What the OS_ variables say. */
const variables: Entry = { name: 'envvars', regions: [] };

/** What is meant where nothing is named: the variables, or the only entry. */
function usual(all: readonly Entry[], isSet: boolean): string | undefined {
  if (isSet) return variables.name;
  return all.length === 1 ? all[0]?.name : undefined;
}

/** With the region and the project that were chosen in the place of the entry's. */
function scoped(cloud: Cloud, { region = '', project = '' }: Surroundings): Cloud {
  const there = region === '' ? cloud : { ...cloud, region };
  if (project === '') return there;
  const rest = Object.entries(cloud.auth).filter(([key]) => !/^(project|tenant|domain)_|^system_scope$/.test(key));
  return { ...there, auth: { ...Object.fromEntries(rest), project_id: project } };
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
    region: auth['region_name'] ?? regionsOf(entry)[0] ?? '',
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

/** `regions` holds names, or tables with a name: https://docs.openstack.org/openstacksdk/latest/user/config/configuration.html */
function regionsOf({ regions }: Raw): readonly string[] {
  const all: readonly unknown[] = Array.isArray(regions) ? regions : [];
  const names = all.map((one) => (isObject(one) ? one['name'] : one));
  return names.filter((one) => typeof one === 'string');
}

const isTrue = (value: unknown): boolean =>
  value === true || (typeof value === 'string' && /^(1|yes|true)$/i.test(value));
const isFalse = (value: unknown): boolean =>
  value === false || (typeof value === 'string' && /^(0|no|false)$/i.test(value));
