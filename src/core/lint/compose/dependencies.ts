import type { Span } from '../rule';
import { itemsOf, mappingOf, scalarOf, type Value } from '../yaml/tree';
import { isOpen, namesIn } from './file';
import type { Service } from './service';

/** The name of another service that must be there first. */
export type Dependency = { readonly name: string; readonly span: Span };

/** What Compose starts before a service. */
export function dependenciesOf(service: Service): readonly Dependency[] {
  const needed = service
    .valuesOf('depends_on')
    .flatMap((value) => namesIn(value).map(({ name }) => whole(name.text, name.part())));
  const listed = ['links', 'volumes_from'].flatMap((key) =>
    service.valuesOf(key).flatMap((value) => firstWords(value)),
  );
  const modes = ['network_mode', 'ipc', 'pid'].flatMap((key) => inMode(service.get(key)));
  return [...needed, ...listed, ...modes].filter(({ name }) => !isOpen(name));
}

function whole(name: string, span: Span): Dependency {
  return { name, span };
}

/** `name:alias`; but `container:name` is none of the project's. */
function firstWords(value: Value): readonly Dependency[] {
  return itemsOf(value).flatMap(({ value: item }) => {
    if (item?.kind !== 'scalar' || item.text.startsWith('container:')) return [];
    const [name = ''] = item.text.split(':');
    return [{ name, span: item.part(0, name.length) }];
  });
}

/** `service:name`. */
function inMode(mode: Value | undefined): readonly Dependency[] {
  const prefix = 'service:';
  if (mode?.kind !== 'scalar' || !mode.text.startsWith(prefix)) return [];
  return [{ name: mode.text.slice(prefix.length), span: mode.part(prefix.length) }];
}

/** The service of this file that a service extends. */
export function baseOf({ body }: Service): readonly Dependency[] {
  const base = body.get('extends');
  const options = mappingOf(base);
  const name = scalarOf(options === undefined ? base : options.get('service'));
  return name === undefined || options?.all.has('file') === true ? [] : [{ name: name.text, span: name.part() }];
}
