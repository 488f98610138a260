import path from 'node:path';
import { Failure } from '../failure';
import type { Json } from '../text/json';
import { parseBytes } from '../text/units';

/** The parts of a line of values parted by commas, a value in quotes as one. */
export function commaParts(text: string): readonly string[] {
  const parts = text.match(/(?:^|,)(?:"(?:[^"]|"")*"|[^,]*)/g) ?? [];
  return parts.map((part) =>
    part
      .replace(/^,/, '')
      .replace(/^"(.*)"$/s, '$1')
      .replaceAll('""', '"'),
  );
}

type Draft = { Type: string; Source?: string; Target?: string; ReadOnly?: boolean; Consistency?: string } & Record<
  string,
  Json
>;

/** The mount that `--mount type=volume,src=x,dst=/y` means; throws a Failure. */
export function readMount(text: string, folder: string): Json {
  const mount: Draft = { Type: 'volume' };
  for (const part of commaParts(text)) {
    const equals = part.indexOf('=');
    const key = (equals === -1 ? part : part.slice(0, equals)).toLowerCase();
    const value = equals === -1 ? undefined : part.slice(equals + 1);
    const take = keys[key];
    if (value === undefined && !switches.has(key))
      throw wrong(text, `invalid field '${part}' must be a key=value pair`);
    if (!take) throw wrong(text, `unexpected key '${key}' in '${part}'`);
    take(mount, value ?? 'true', folder);
  }
  if (mount.Target === undefined) throw wrong(text, 'target is required');
  return mount;
}

const wrong = (text: string, why: string): Failure =>
  new Failure(`invalid argument ${JSON.stringify(text)} for "--mount" flag: ${why}`, 125);

const switches: ReadonlySet<string> = new Set(['readonly', 'ro', 'volume-nocopy', 'bind-nonrecursive']);

const truth = (value: string): boolean => ['1', 'true', 't', 'TRUE', 'True'].includes(value);

const inside = (mount: Draft, name: string): Record<string, Json> => {
  const made = (mount[name] ?? {}) as Record<string, Json>;
  mount[name] = made;
  return made;
};

function readOnly(mount: Draft, value: string): void {
  mount.ReadOnly = truth(value);
}

function source(mount: Draft, value: string, folder: string): void {
  mount.Source = value.startsWith('.') ? path.resolve(folder, value) : value;
}

function target(mount: Draft, value: string): void {
  mount.Target = value;
}

function volumePair(mount: Draft, name: 'Labels' | 'Options', value: string): void {
  const options = inside(mount, 'VolumeOptions');
  const owner = name === 'Labels' ? options : ((options['DriverConfig'] ??= {}) as Record<string, Json>);
  const [key = '', text = ''] = value.split(/=(.*)/s);
  owner[name] = { ...((owner[name] ?? {}) as Record<string, Json>), [key]: text };
}

const keys: Readonly<Record<string, (mount: Draft, value: string, folder: string) => void>> = {
  type: (mount, value) => (mount.Type = value.toLowerCase()),
  source,
  src: source,
  target,
  dst: target,
  destination: target,
  readonly: readOnly,
  ro: readOnly,
  consistency: (mount, value) => (mount.Consistency = value.toLowerCase()),
  'bind-propagation': (mount, value) => (inside(mount, 'BindOptions')['Propagation'] = value.toLowerCase()),
  'bind-nonrecursive': (mount, value) => (inside(mount, 'BindOptions')['NonRecursive'] = truth(value)),
  'volume-subpath': (mount, value) => (inside(mount, 'VolumeOptions')['Subpath'] = value),
  'volume-nocopy': (mount, value) => (inside(mount, 'VolumeOptions')['NoCopy'] = truth(value)),
  'volume-label': (mount, value) => volumePair(mount, 'Labels', value),
  'volume-opt': (mount, value) => volumePair(mount, 'Options', value),
  'volume-driver': (mount, value) => {
    const options = inside(mount, 'VolumeOptions');
    options['DriverConfig'] = { ...((options['DriverConfig'] ?? {}) as Record<string, Json>), Name: value };
  },
  'tmpfs-size': (mount, value) => (inside(mount, 'TmpfsOptions')['SizeBytes'] = parseBytes(value)),
  'tmpfs-mode': (mount, value) => (inside(mount, 'TmpfsOptions')['Mode'] = Number.parseInt(value, 8)),
};

/** What `-v` means: a bind as the API takes it, or the place of an anonymous volume. */
export function readVolume(text: string, folder: string): { readonly bind: string } | { readonly anonymous: string } {
  // A drive letter of Windows has a colon of its own.
  const [, from = '', rest = ''] = /^([a-zA-Z]:[\\/][^:]*|[^:]*):(.*)$/s.exec(text) ?? [];
  if (rest === '') return { anonymous: text };
  const isRelative = from === '.' || from === '..' || /^\.{1,2}[\\/]/.test(from);
  return { bind: `${isRelative ? path.resolve(folder, from) : from}:${rest}` };
}
