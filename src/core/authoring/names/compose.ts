import { baseOf, dependenciesOf } from '../../lint/compose/dependencies';
import { isOpen, namesIn, type ComposeFile } from '../../lint/compose/file';
import { mountsIn } from '../../lint/compose/mounts';
import type { Service } from '../../lint/compose/service';
import { itemsOf, mappingOf, scalarOf, type Scalar, type Value } from '../../lint/yaml/tree';
import { nameAt, type Name } from './name';

/** The sections of a project, and what each declares. */
export const composeSections = {
  services: 'service',
  networks: 'network',
  volumes: 'volume',
  configs: 'config',
  secrets: 'secret',
} as const;

/** The names of a Compose file. */
export function* composeNames({ root, services }: ComposeFile): Iterable<Name> {
  for (const [section, kind] of Object.entries(composeSections)) {
    for (const { key } of mappingOf(root?.get(section))?.own ?? []) {
      if (!key.text.startsWith('x-')) yield nameAt('definition', kind, key);
    }
  }
  for (const service of services) yield* referencesOf(service);
}

function* referencesOf(service: Service): Iterable<Name> {
  for (const one of [...dependenciesOf(service), ...baseOf(service)])
    yield { kind: 'service', name: one.name, role: 'reference', span: one.span };
  for (const { name } of namesIn(service.body.get('networks'))) yield* reference('network', name);
  for (const mount of mountsIn(service.body.get('volumes'))) {
    const { scalar, source = '', type } = mount;
    if (scalar === undefined || type !== 'volume' || !/^[\w.-]+$/.test(source)) continue;
    yield { kind: 'volume', name: source, role: 'reference', span: scalar.part(0, source.length) };
  }
  for (const name of grantsIn(service.body.get('configs'))) yield* reference('config', name);
  for (const holder of [service.body, mappingOf(service.body.get('build'))])
    for (const name of grantsIn(holder?.get('secrets'))) yield* reference('secret', name);
}

function* reference(kind: string, name: Scalar): Iterable<Name> {
  if (!isOpen(name.text)) yield nameAt('reference', kind, name);
}

/** Secrets or configs: a name, or a table with one under `source`. */
function grantsIn(value: Value | undefined): readonly Scalar[] {
  return itemsOf(value).flatMap((item) => scalarOf(item.value) ?? scalarOf(mappingOf(item.value)?.get('source')) ?? []);
}
