import { project } from './schema/project';
import { serviceFields } from './schema/service';
import { mappingOf, type Scalar, type Value } from '../yaml/tree';

/** The keys of a Compose file at its top level. */
export const topKeys: ReadonlySet<string> = new Set(Object.keys(project.keys));

/** The keys of a service. */
export const serviceKeys: ReadonlySet<string> = new Set(Object.keys(serviceFields));

/** Keys of a service that hold keys again, and which; any, when the author chooses them. */
const tables: ReadonlyMap<string, ReadonlySet<string> | 'any'> = new Map(
  ['environment', 'labels', 'build', 'healthcheck', 'logging', 'deploy'].map((key) => [key, keysOf(key)]),
);

function keysOf(key: string): ReadonlySet<string> | 'any' {
  const shape = serviceFields[key]?.shape;
  const shapes = shape?.kind === 'either' ? shape.of : [shape];
  const table = shapes.find((one) => one?.kind === 'table');
  return table?.kind === 'table' ? new Set(Object.keys(table.keys)) : 'any';
}

/** Single values where only keys with values can stand: `web: build:.`, of which Compose would have no table. */
export function* misplaced(document: Value): Iterable<Scalar> {
  const services = mappingOf(mappingOf(document)?.get('services'));
  for (const { value: service } of services?.own ?? []) {
    if (isTorn(service, serviceKeys)) yield service;
    for (const { key, value } of mappingOf(service)?.own ?? []) {
      const known = tables.get(key.text);
      if (known !== undefined && isTorn(value, known)) yield value;
    }
  }
}

function isTorn(value: Value | undefined, keys: ReadonlySet<string> | 'any'): value is Scalar {
  return value?.kind === 'scalar' && (keys === 'any' || keys.has(value.text.slice(0, value.text.indexOf(':'))));
}
