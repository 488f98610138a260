import type { RunMount } from './action';
import { DockerfileError } from './refusal';
import { didYouMean } from './suggest';

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const options = [
  'type',
  'from',
  'source',
  'target',
  'readonly',
  'id',
  'sharing',
  'required',
  'size',
  'mode',
  'uid',
  'gid',
  'env',
];
const aliases: Readonly<Record<string, string>> = {
  src: 'source',
  dst: 'target',
  destination: 'target',
  ro: 'readonly',
  rw: 'readwrite',
};
const switches = new Set(['readonly', 'readwrite', 'required']);

/** A value of `RUN --mount`, https://docs.docker.com/reference/dockerfile/#run---mount. Throws DockerfileError. */
export function readMount(text: string): RunMount {
  const values = fieldsOf(text);
  const type = values.get('type') ?? 'bind';
  const target = values.get('target');
  if (!types.includes(type)) throw new DockerfileError(`unsupported mount type "${type}"`);
  if (type === 'ssh') return { type: 'ssh' };
  if (type === 'secret') return secretOf(values);
  if (target === undefined || target === '') throw new DockerfileError('invalid mount target ""');
  if (type === 'tmpfs') return { type, target };
  if (type === 'cache')
    return { type, id: values.get('id') ?? target, target, mode: octal(values.get('mode'), 0o755), ...owner(values) };
  return bindOf(values, target);
}

function bindOf(values: ReadonlyMap<string, string>, target: string): RunMount {
  const from = values.get('from');
  return {
    type: 'bind',
    ...(from === undefined ? {} : { from }),
    source: values.get('source') ?? '/',
    target,
    writable: values.get('readwrite') === 'true' || values.get('readonly') === 'false',
  };
}

function secretOf(values: ReadonlyMap<string, string>): RunMount {
  const target = values.get('target');
  const id = values.get('id') ?? target?.split('/').at(-1) ?? values.get('env');
  if (id === undefined || id === '') throw new DockerfileError('one of source, target required');
  const env = values.get('env');
  const where = target ?? (env === undefined ? `/run/secrets/${id}` : undefined);
  return {
    type: 'secret',
    id,
    ...(where === undefined ? {} : { target: where }),
    ...(env === undefined ? {} : { env }),
    required: values.get('required') === 'true',
    mode: octal(values.get('mode'), 0o400),
    ...owner(values),
  };
}

function fieldsOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const field of text.split(',')) {
    const [, written = '', value] = /^([^=]*)(?:=(.*))?$/s.exec(field.trim()) ?? [];
    const lower = written.toLowerCase();
    const name = Object.hasOwn(aliases, lower) ? (aliases[lower] ?? lower) : lower;
    if (value === undefined && !switches.has(name))
      throw new DockerfileError(`invalid field '${field}' must be a key=value pair`);
    if (!options.includes(name) && name !== 'readwrite')
      throw new DockerfileError(`unexpected key '${name}' in '${field}'${didYouMean(name, options)}`);
    values.set(name, value ?? 'true');
  }
  return values;
}

const owner = (values: ReadonlyMap<string, string>): { uid: number; gid: number } => ({
  uid: number('uid', values.get('uid')),
  gid: number('gid', values.get('gid')),
});

function number(name: string, text: string | undefined): number {
  if (text === undefined) return 0;
  if (!/^\d+$/.test(text)) throw new DockerfileError(`invalid value ${text} for ${name}`);
  return Number(text);
}

function octal(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^[0-7]{1,5}$/.test(text)) throw new DockerfileError(`invalid value ${text} for mode`);
  return Number.parseInt(text, 8);
}
