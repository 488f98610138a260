import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { Failure, sentenceOf } from '../failure';
import { isList, isObject, plainText, objectAt, textAt, textsAt, type Json, type JsonObject } from '../text/json';
import { canonicalService, labelsOf } from './canonical';
import { interpolateTree, readEnvText, type Variables } from './interpolate';
import { checkProject } from './check';

/** A project as its files describe it, every service in its long form. */
export type Project = {
  readonly name: string;
  readonly folder: string;
  readonly files: readonly string[];
  readonly services: ReadonlyMap<string, JsonObject>;
  /** Services that no asked profile has. */
  readonly disabled: ReadonlyMap<string, JsonObject>;
  readonly networks: ReadonlyMap<string, JsonObject>;
  readonly volumes: ReadonlyMap<string, JsonObject>;
  readonly secrets: ReadonlyMap<string, JsonObject>;
  readonly configs: ReadonlyMap<string, JsonObject>;
  readonly values: ReadonlyMap<string, string>;
};

/** What the command line says of the project. */
export type Asked = {
  readonly files: readonly string[];
  readonly name: string;
  readonly profiles: readonly string[];
  readonly folder: string;
  readonly envFiles: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly warn: (sentence: string) => void;
};

const usual = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const overrides = [
  'compose.override.yaml',
  'compose.override.yml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
];

function findFiles(asked: Asked): readonly string[] {
  const given = asked.files.length
    ? asked.files
    : (asked.env['COMPOSE_FILE'] ?? '').split(path.delimiter).filter((name) => name !== '');
  if (given.length) return given.map((name) => path.resolve(asked.cwd, name));
  let folder = asked.folder ? path.resolve(asked.cwd, asked.folder) : asked.cwd;
  for (;;) {
    const found = usual.find((name) => existsSync(path.join(folder, name)));
    if (found !== undefined) {
      const more = overrides.find((name) => existsSync(path.join(folder, name)));
      return [found, ...(more === undefined ? [] : [more])].map((name) => path.join(folder, name));
    }
    const parent = path.dirname(folder);
    if (parent === folder || asked.folder) return [];
    folder = parent;
  }
}

function readFile(file: string): JsonObject {
  let source: string;
  try {
    source = readFileSync(file, 'utf8');
  } catch {
    throw new Failure(`stat ${file}: no such file or directory`, 14);
  }
  const document = parseDocument(source, { merge: true, uniqueKeys: true });
  const [problem] = document.errors;
  if (problem)
    throw new Failure(
      `yaml: line ${problem.linePos?.[0].line ?? 1}: ${(problem.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '')}`,
      15,
    );
  const tree = document.toJS({ maxAliasCount: 1000 }) as Json;
  if (tree === null) throw new Failure(`empty compose file`, 15);
  if (!isObject(tree)) throw new Failure(`Top-level object must be a mapping`, 15);
  return tree;
}

const replacing = ['command', 'entrypoint'];

/** Keys whose lists are a short form of an object, and what a key alone means there. */
const listForms: ReadonlyMap<string, (item: string) => readonly [string, Json]> = new Map([
  ['environment', pairOf],
  ['labels', pairOf],
  ['args', pairOf],
  ['networks', (item: string) => [item, null] as const],
  ['depends_on', (item: string) => [item, { condition: 'service_started' }] as const],
]);

function pairOf(item: string): readonly [string, Json] {
  const [key = '', value] = item.split(/=(.*)/s);
  return [key, value ?? null];
}

/** Two files as one: objects are joined, lists are put together, and everything else is the second's. */
export function merged(one: Json | undefined, two: Json, key = ''): Json {
  if (one === undefined || one === null || replacing.includes(key)) return two;
  const form = listForms.get(key);
  if (form) {
    const own = (value: Json): JsonObject =>
      isList(value) ? Object.fromEntries(value.map((item) => form(plainText(item)))) : objectAt(value);
    return joined(own(one), own(two));
  }
  if (isList(one) && isList(two)) {
    const known = new Set(one.map((item) => JSON.stringify(item)));
    return [...one, ...two.filter((item) => !known.has(JSON.stringify(item)))];
  }
  return isObject(one) && isObject(two) ? joined(one, two) : two;
}

function joined(one: JsonObject, two: JsonObject): JsonObject {
  const made: Record<string, Json> = { ...one };
  for (const [name, value] of Object.entries(two)) made[name] = merged(one[name], value, name);
  return made;
}

const plainName = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^-_a-z0-9]/g, '')
    .replace(/^[-_]+/, '');

function envValues(asked: Asked, folder: string): ReadonlyMap<string, string> {
  const names = asked.envFiles.length
    ? asked.envFiles.map((name) => path.resolve(asked.cwd, name))
    : [path.join(folder, '.env')];
  const values = new Map<string, string>();
  for (const file of names) {
    if (existsSync(file)) for (const [key, value] of readEnvText(readFileSync(file, 'utf8'))) values.set(key, value);
    else if (asked.envFiles.length) throw new Failure(`couldn't find env file: ${file}`, 14);
  }
  // What the shell has set goes before the file.
  for (const [key, value] of Object.entries(asked.env)) if (value !== undefined) values.set(key, value);
  return values;
}

function folderOf(asked: Asked, first: string | undefined): string {
  if (asked.folder) return path.resolve(asked.cwd, asked.folder);
  return first === undefined ? asked.cwd : path.dirname(first);
}

function readFiles(files: readonly string[], variables: Variables, warn: Asked['warn']): Json {
  let tree: Json = {};
  for (const file of files) {
    const read = readFile(file);
    if (read['version'] !== undefined) warn(`${file}: \`version\` is obsolete`);
    checkProject(read, file);
    tree = merged(tree, interpolateTree(read, variables));
  }
  return tree;
}

/** Reads the project; without a file it has no services, when `needed` is false. Throws a Failure. */
export function loadProject(asked: Asked, needed: boolean): Project {
  const files = findFiles(asked);
  const [first] = files;
  if (first === undefined && (needed || asked.name === ''))
    throw new Failure('no configuration file provided: not found', 14);
  const folder = folderOf(asked, first);
  const values = envValues(asked, folder);
  const warned = new Set<string>();
  const variables: Variables = {
    values,
    unset: (name) => {
      if (!warned.has(name)) asked.warn(`The "${name}" variable is not set. Defaulting to a blank string.`);
      warned.add(name);
    },
  };
  const tree = readFiles(files, variables, asked.warn);
  const name =
    asked.name || values.get('COMPOSE_PROJECT_NAME') || textAt(tree, 'name') || plainName(path.basename(folder));
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name))
    throw new Failure(
      `invalid project name ${JSON.stringify(name)}: must consist only of lowercase alphanumeric characters, hyphens, and underscores as well as start with a letter or number`,
    );
  return complete({ name, folder, files, values }, tree, variables, [
    ...asked.profiles,
    ...(values.get('COMPOSE_PROFILES') ?? '').split(','),
  ]);
}

function complete(
  base: Pick<Project, 'name' | 'folder' | 'files' | 'values'>,
  tree: Json,
  variables: Variables,
  profiles: readonly string[],
): Project {
  const services = new Map<string, JsonObject>();
  const disabled = new Map<string, JsonObject>();
  for (const [name, raw] of Object.entries(objectAt(tree, 'services')).sort(([one], [two]) => (one < two ? -1 : 1))) {
    let service: JsonObject;
    try {
      service = canonicalService(extended(raw, tree, base.folder), { folder: base.folder, variables });
    } catch (error) {
      throw new Failure(sentenceOf(error), 15);
    }
    const own = textsAt(service, 'profiles');
    const isOn = !own.length || profiles.includes('*') || own.some((profile) => profiles.includes(profile));
    (isOn ? services : disabled).set(name, service);
  }
  const named = (key: string): ReadonlyMap<string, JsonObject> =>
    new Map(Object.entries(objectAt(tree, key)).map(([name, how]) => [name, full(base.name, name, how)]));
  const networks = new Map(named('networks'));
  const used = Array.from(services.values()).some((service) => 'default' in objectAt(service, 'networks'));
  if (used && !networks.has('default')) networks.set('default', full(base.name, 'default', null));
  return {
    ...base,
    services,
    disabled,
    networks,
    volumes: named('volumes'),
    secrets: named('secrets'),
    configs: named('configs'),
  };
}

/** A network, volume, secret or config with the name that it has in the engine. */
function full(project: string, name: string, how: Json): JsonObject {
  const given = objectAt(how);
  const usualName = given['external'] === true ? name : `${project}_${name}`;
  const labels = given['labels'] === undefined ? {} : { labels: labelsOf(given['labels']) };
  return {
    name: textAt(given, 'name') || usualName,
    ...Object.fromEntries(Object.entries(given).filter(([key]) => key !== 'name')),
    ...labels,
  };
}

/** A service with what it takes over from another one. */
function extended(service: Json, tree: Json, folder: string, depth = 0): JsonObject {
  const raw = objectAt(service);
  const from = raw['extends'];
  if (from === undefined || depth > 20) return raw;
  const name = typeof from === 'string' ? from : textAt(from, 'service');
  const file = textAt(from, 'file');
  const source = file === '' ? tree : readFile(path.resolve(folder, file));
  const base = objectAt(source, 'services')[name];
  if (base === undefined)
    throw new Failure(`cannot extend service ${JSON.stringify(name)} in ${file || 'compose.yaml'}: service not found`);
  const rest = Object.fromEntries(Object.entries(raw).filter(([key]) => key !== 'extends'));
  return objectAt(merged(extended(base, source, folder, depth + 1), rest));
}
