import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readPorts } from '../containers/ports';
import { Failure } from '../failure';
import { isList, isObject, listAt, numberAt, objectAt, textAt, type Json, type JsonObject } from '../text/json';
import { readEnvText, type Variables } from './interpolate';
import { shellWords } from './words';

/** Where relative paths of a project start, and what its variables are. */
export type Ground = { readonly folder: string; readonly variables: Variables };

const text = (value: Json | undefined): string =>
  value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);

/** `[a=b]` or `{a: b}` as an object; a value that is not given stays null. */
export function pairs(value: Json | undefined): Record<string, string | null> {
  if (isList(value))
    return Object.fromEntries(
      value.map((item) => {
        const [key = '', set] = text(item).split(/=(.*)/s);
        return [key, set ?? null];
      }),
    );
  if (!isObject(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, set]) => [key, set === null ? null : text(set)]));
}

/** Labels have a text each. */
export const labelsOf = (value: Json | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(pairs(value)).map(([key, set]) => [key, set ?? '']));

function environment(service: JsonObject, { folder, variables }: Ground): Record<string, string | null> {
  const files = typeof service['env_file'] === 'string' ? [service['env_file']] : listAt(service, 'env_file');
  const all: Record<string, string | null> = {};
  for (const entry of files) {
    const name = typeof entry === 'string' ? entry : textAt(entry, 'path');
    const file = path.resolve(folder, name);
    if (!existsSync(file)) {
      if (isObject(entry) && entry['required'] === false) continue;
      throw new Failure(`env file ${file} not found: stat ${file}: no such file or directory`);
    }
    Object.assign(all, Object.fromEntries(readEnvText(readFileSync(file, 'utf8'))));
  }
  for (const [key, set] of Object.entries(pairs(service['environment'])))
    all[key] = set ?? variables.values.get(key) ?? null;
  return sorted(all);
}

/** The same object with its keys in their order. */
export const sorted = <Value>(object: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(object).sort(([one], [two]) => (one < two ? -1 : 1)));

const words = (value: Json): Json => (typeof value === 'string' ? shellWords(value) : value);

function port(value: Json): readonly Json[] {
  if (isObject(value)) {
    const { mode = 'ingress', host_ip, target = 0, published, protocol = 'tcp' } = value;
    return [
      {
        mode,
        ...(host_ip === undefined ? {} : { host_ip }),
        target: Number(target),
        ...(published === undefined ? {} : { published: text(published) }),
        protocol,
      },
    ];
  }
  const { bindings } = readPorts([text(value)], []);
  return Object.entries(bindings).flatMap(([key, list]) =>
    list.map(({ HostIp, HostPort }) => {
      const [target = '', protocol = 'tcp'] = key.split('/');
      return {
        mode: 'ingress',
        ...(HostIp ? { host_ip: HostIp } : {}),
        target: Number(target),
        ...(HostPort ? { published: HostPort } : {}),
        protocol,
      };
    }),
  );
}

function volume(value: Json, folder: string): Json {
  return isObject(value) ? longVolume(value, folder) : shortVolume(text(value), folder);
}

function longVolume(value: JsonObject, folder: string): Json {
  const type = textAt(value, 'type');
  if (type === 'bind') return { ...value, source: local(textAt(value, 'source'), folder) };
  return { ...value, ...(type === 'volume' && value['volume'] === undefined ? { volume: {} } : {}) };
}

function shortVolume(value: string, folder: string): Json {
  const [, from = '', rest = ''] = /^([a-zA-Z]:[\\/][^:]*|[^:]*):(.*)$/s.exec(value) ?? [];
  if (rest === '') return { type: 'volume', target: value, volume: {} };
  const [target = '', how = ''] = rest.split(/:(.*)/s);
  const readOnly = how.split(',').includes('ro') ? { read_only: true } : {};
  if (/^[./~\\]|^[a-zA-Z]:[\\/]/.test(from))
    return { type: 'bind', source: local(from, folder), target, ...readOnly, bind: { create_host_path: true } };
  return { type: 'volume', source: from, target, ...readOnly, volume: {} };
}

function local(source: string, folder: string): string {
  const home = process.env['HOME'] ?? process.env['USERPROFILE'] ?? '';
  return path.resolve(folder, source.replace(/^~(?=$|[\\/])/, home));
}

function dependsOn(value: Json): Json {
  const named = isList(value)
    ? Object.fromEntries(value.map((name) => [text(name), {}]))
    : isObject(value)
      ? value
      : {};
  return sorted(
    Object.fromEntries(
      Object.entries(named).map(([name, how]) => {
        const condition = textAt(how, 'condition') || 'service_started';
        const restart = objectAt(how)['restart'] === true ? { restart: true } : {};
        return [name, { condition, ...restart, required: objectAt(how)['required'] !== false }];
      }),
    ),
  );
}

function networks(value: Json | undefined): Json {
  if (isList(value)) return Object.fromEntries(value.map((name) => [text(name), null]));
  return isObject(value) && Object.keys(value).length ? value : { default: null };
}

function healthcheck(value: Json): Json {
  const test = isObject(value) ? value['test'] : undefined;
  const order = ['test', 'timeout', 'interval', 'retries', 'start_period', 'start_interval', 'disable'];
  const all: Record<string, Json> = {
    ...objectAt(value),
    ...(typeof test === 'string' ? { test: ['CMD-SHELL', test] } : {}),
  };
  if (all['retries'] !== undefined) all['retries'] = Number(all['retries']);
  return Object.fromEntries(order.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])));
}

function build(value: Json, { folder }: Ground): Json {
  const given: JsonObject = isObject(value) ? value : { context: text(value) };
  const context = textAt(given, 'context') || '.';
  return {
    ...given,
    context: path.resolve(folder, context),
    dockerfile: textAt(given, 'dockerfile') || 'Dockerfile',
    ...(given['args'] === undefined ? {} : { args: sorted(pairs(given['args'])) }),
    ...(given['labels'] === undefined ? {} : { labels: labelsOf(given['labels']) }),
  };
}

const mounted = (value: Json): Json =>
  isList(value) ? value.map((item) => (isObject(item) ? item : { source: text(item) })) : value;

const listed = (value: Json): Json => (isList(value) ? value : [value]);

/** How each key of a service is brought to its long form; a key that is not here stays as it is. */
const forms: Readonly<Record<string, (value: Json, ground: Ground, service: JsonObject) => Json>> = {
  build,
  command: words,
  entrypoint: words,
  ports: (value) => (isList(value) ? value.flatMap(port) : []),
  volumes: (value, { folder }) => (isList(value) ? value.map((item) => volume(item, folder)) : []),
  depends_on: dependsOn,
  healthcheck,
  labels: (value) => sorted(labelsOf(value)),
  sysctls: (value) => pairs(value),
  extra_hosts: (value) =>
    isList(value) ? value : Object.entries(pairs(value)).map(([name, address]) => `${name}=${address ?? ''}`),
  secrets: mounted,
  configs: mounted,
  tmpfs: listed,
  dns: listed,
  restart: (value) => (value === false ? 'no' : text(value)),
  scale: (value) => Number(value),
};

/** The long form of a service, as `config` prints it; its keys are in their order. */
export function canonicalService(service: JsonObject, ground: Ground): JsonObject {
  const made: Record<string, Json> = {};
  for (const [key, value] of Object.entries(service)) {
    if (value === null && !['command', 'entrypoint'].includes(key)) continue;
    const form = forms[key];
    made[key] = form ? form(value, ground, service) : value;
  }
  if (service['environment'] !== undefined || service['env_file'] !== undefined)
    made['environment'] = environment(service, ground);
  delete made['env_file'];
  if (textAt(service, 'network_mode') === '') made['networks'] = networks(service['networks']);
  return sorted(made);
}

/** How many containers a service has. */
export function scaleOf(service: JsonObject): number {
  const replicas = objectAt(service, 'deploy')['replicas'];
  if (replicas !== undefined) return Number(replicas);
  return service['scale'] === undefined ? 1 : numberAt(service, 'scale');
}
