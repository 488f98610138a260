import { isList, isObject, plainText, type Json, type JsonObject } from '../text/json';

/** A row of a listing: its fields by name, each told when it is asked for; `type` is what Go calls it in errors. */
export type Row = {
  readonly type: string;
  readonly fields: Readonly<Record<string, (...args: readonly Value[]) => Json>>;
};

/** What a template works on; `undefined` is a value that is not there. */
export type Value = Json | undefined | Listing;

/** Rows inside a template's value. */
export type Listing = Row | readonly Row[];

/** Is it a row of a listing? */
export const isRow = (value: unknown): value is Row =>
  isObject(value) &&
  'fields' in value &&
  'type' in value &&
  typeof value['type'] === 'string' &&
  value['type'].startsWith('*');

/** The fields of an inspected object that are maps in Go; every other object is a struct, which Go prints otherwise. */
const maps = new Set(
  'Labels Options Networks Ports ExposedPorts Volumes PortBindings Tmpfs Sysctls Config DriverOpts Containers Data Annotations StorageOpt Details ConfigOnly'.split(
    ' ',
  ),
);

/** Fields that an inspected object has even where the engine leaves them out; as in Go they are nil. */
export const optional: ReadonlySet<string> = new Set(
  'Health Healthcheck Platform Volumes ExposedPorts Shell StopTimeout OnBuild Entrypoint SizeRw SizeRootFs UsageData ClusterVolume Status GraphDriver Mounts Tmpfs Sysctls Init'.split(
    ' ',
  ),
);

/** What a value looks like in the text that a template makes; `name` is the field that it comes from. */
export function shown(value: Value, name = ''): string {
  if (value === undefined) return '<no value>';
  if (value === null) return maps.has(name) ? 'map[]' : optionalPointer(name) ? '<nil>' : '[]';
  if (isList(value)) return `[${value.map((item) => shown(item, '')).join(' ')}]`;
  if (isRow(value)) return json(value);
  if (!isObject(value)) return plainText(value);
  return object(value, name);
}

const optionalPointer = (name: string): boolean => ['Health', 'Healthcheck', 'Init', 'StopTimeout'].includes(name);

function object(value: JsonObject, name: string): string {
  const entries = Object.entries(value);
  if (!maps.has(name) && name !== '' && entries.length && name !== '.') {
    const health = name === 'State' && !('Health' in value) ? ' <nil>' : '';
    return `{${entries.map(([key, item]) => shown(item, key)).join(' ')}${health}}`;
  }
  entries.sort(([one], [two]) => (one < two ? -1 : 1));
  return `map[${entries.map(([key, item]) => `${key}:${shown(item, '')}`).join(' ')}]`;
}

/** Is it true in the eyes of a template? */
export function truth(value: Value): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false;
  if (isList(value)) return value.length > 0;
  return isRow(value) || !isObject(value) || Object.keys(value).length > 0;
}

/** The value as JSON in one line; a row's fields in the order of their names, its marks escaped as Go does for HTML. */
export function json(value: Value): string {
  if (value === undefined) return 'null';
  if (!isRow(value)) return JSON.stringify(value);
  const names = Object.keys(value.fields).filter((name) => value.fields[name]?.length === 0);
  names.sort();
  const text = JSON.stringify(Object.fromEntries(names.map((name) => [name, value.fields[name]?.()])));
  return escaped(text);
}

/** JSON with the marks of HTML as escapes, as Go's encoder writes it. */
export const escaped = (text: string): string =>
  text.replace(/[<>&]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
