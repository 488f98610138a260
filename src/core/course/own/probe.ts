import { verbatim } from '../../text';
import type { Place, Probe, ProbeSource, Reader } from '../check';
import { hostFiles } from '../host-files';
import {
  choice,
  complain,
  entryOf,
  flag,
  list,
  optional,
  required,
  string,
  table,
  whole,
  wrong,
  yes,
  type Taker,
} from './take';
import { innerPath, urlPath } from './words';

const readers: Readonly<Record<Reader, true>> = {
  text: true,
  bytes: true,
  lines: true,
  yaml: true,
  json: true,
  ini: true,
  deb822: true,
  dockerfile: true,
  markdown: true,
  sshd: true,
  routes: true,
  env: true,
  colons: true,
  facts: true,
  sha256: true,
};

const keysOf = <K extends string>(all: Readonly<Record<K, true>>): readonly K[] => Object.keys(all) as K[];

const name = required(string(256), { en: 'the name of what is looked at', zh: '要检查的对象的名称' });
const port = required(whole(1, 65_535), { en: 'a port on 127.0.0.1', zh: '127.0.0.1 上的端口' });
const url = required(urlPath, { en: 'a path such as `/`', zh: '形如 `/` 的路径' });
const path = required(innerPath, { en: 'a path inside the exercise folder', zh: '练习文件夹之内的路径' });
const as = required(choice(...keysOf(readers)), verbatim(keysOf(readers).join(', ')));
const word = optional(string(256));
const text = { en: 'a text', zh: '文本' };

/** The keys of each source besides `source`; undefined for what a course of a workspace may not use. */
const keys = {
  engine: {},
  info: {},
  containers: {},
  container: { name },
  logs: { name },
  top: { name },
  images: {},
  image: { name },
  history: { name },
  network: { name },
  volume: { name },
  service: { name },
  events: {},
  http: { port, path: url },
  registry: { port, path: url },
  port: { port },
  file: { path, as },
  starter: { path, as },
  folder: { path },
  findings: { path },
  machine: {},
  host: { path: required(choice(...hostFiles), verbatim(hostFiles.join(', '))), as },
  processes: { name, args: optional(list(string(256), 0, 20)), here: optional(yes) },
  run: undefined,
  'kubernetes-version': {},
  kubernetes: {
    apiVersion: required(string(256), text),
    kind: required(string(256), text),
    namespace: word,
    name: word,
    labels: word,
    fields: word,
  },
  'kubernetes-logs': {
    namespace: required(string(256), text),
    pod: word,
    labels: word,
    container: word,
    previous: optional(flag),
  },
  'openstack-version': {},
  openstack: { service: required(string(256), text), path: url },
} as const satisfies Readonly<Record<ProbeSource, object | undefined>>;

type OwnSource = Exclude<ProbeSource, 'run'>;

/** The sources that a course of a workspace may use. */
export const ownSources = (Object.keys(keys) as ProbeSource[]).filter((one): one is OwnSource => one !== 'run');

/** A probe, written out as in `check.ts`. */
export const probe: Taker<Probe> = (item, spot) => {
  if (item.kind !== 'table') return wrong(item, spot, { en: 'a table with `source`', zh: '含 `source` 的映射' });
  const entry = entryOf(item, 'source');
  const at = { ...spot, key: 'source' };
  const expected = verbatim(ownSources.join(', '));
  if (entry === undefined) return complain(at, item.line, 'missing', { expected });
  if (entry.item.kind === 'value' && entry.item.value === 'run') return complain(at, entry.line, 'run-refused');
  const source = choice(...ownSources)(entry.item, at);
  if (source === undefined) return undefined;
  const fields = { source: required(choice(source), verbatim(source)), ...keys[source] };
  return table(fields)(item, spot) as Probe | undefined;
};

/** A probe written out, or the name of one of these. */
export const probeOf =
  (named: ReadonlyMap<string, Probe | undefined>): Taker<Probe> =>
  (item, spot) => {
    if (item.kind !== 'value') return probe(item, spot);
    const found = String(item.value);
    if (named.has(found)) return named.get(found);
    return complain(spot, item.line, 'unknown-probe', { found, known: [...named.keys()].join(', ') || '–' });
  };

/** A place in what a probe sees. */
export const placeOf = (named: ReadonlyMap<string, Probe | undefined>): Taker<Place> =>
  table({
    probe: required(probeOf(named), { en: 'a probe or the name of one', zh: '探测或其名称' }),
    path: required(list(step, 0, 40), { en: 'a list of keys and indices', zh: '键与下标的列表' }),
  });

const step: Taker<string | number> = (item, spot) =>
  item.kind === 'value' && (typeof item.value === 'number' || typeof item.value === 'string')
    ? item.value
    : wrong(item, spot, { en: 'a list of keys and indices', zh: '键与下标的列表' });
