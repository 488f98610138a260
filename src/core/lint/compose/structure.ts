import { entriesOf, mappingOf, type Entry, type Mapping, type Value } from '../yaml/tree';
import type { ComposeFile } from './file';
import { serviceKeys, topKeys } from './keys';
import { mismatchesIn, type Mismatch } from './schema/walk';
import { project } from './schema/project';

/** An entry that would be right on another level. */
export type Misplaced = {
  readonly kind: 'service at the top' | 'service in a service' | 'no name' | 'section in services';
  readonly entry: Entry;
  /** The table that it stands in. */
  readonly mapping: Mapping;
  /** How many levels it has to move: 1 is to the right. */
  readonly levels: number;
};

const sections = new Set(['networks', 'volumes', 'secrets', 'configs']);
const known = new WeakMap<ComposeFile, Structure>();

type Structure = { readonly misplaced: readonly Misplaced[]; readonly mismatches: readonly Mismatch[] };

/** What of a file has not the structure of a Compose file; looked at once. */
export function structureOf(file: ComposeFile): Structure {
  const earlier = known.get(file);
  if (earlier !== undefined) return earlier;
  const { root } = file;
  const misplaced = root === undefined ? [] : [...misplacedIn(root)];
  const skipped = new Set(misplaced.map(({ entry }) => entry));
  const mismatches = root === undefined ? [] : mismatchesIn(root, project, skipped);
  const structure = { misplaced, mismatches };
  known.set(file, structure);
  return structure;
}

function* misplacedIn(root: Mapping): Iterable<Misplaced> {
  for (const entry of root.own) {
    if (!topKeys.has(entry.key.text) && isService(entry.value) && !entry.key.text.startsWith('x-'))
      yield { kind: 'service at the top', entry, mapping: root, levels: 1 };
  }
  const services = mappingOf(root.get('services'));
  for (const entry of services?.own ?? []) if (services !== undefined) yield* amongServices(entry, services);
}

function* amongServices(entry: Entry, services: Mapping): Iterable<Misplaced> {
  const { key, value } = entry;
  if (isSection(entry)) yield { kind: 'section in services', entry, mapping: services, levels: -1 };
  else if (value?.kind === 'mapping') yield* nestedIn(value);
  else if (value !== undefined && serviceKeys.has(key.text))
    yield { kind: 'no name', entry, mapping: services, levels: 1 };
}

function* nestedIn(service: Mapping): Iterable<Misplaced> {
  for (const entry of service.own) {
    if (!serviceKeys.has(entry.key.text) && !entry.key.text.startsWith('x-') && isService(entry.value))
      yield { kind: 'service in a service', entry, mapping: service, levels: -1 };
  }
}

/** Has it an image, or is it built, and has it no key that a service has not? */
function isService(value: Value | undefined): boolean {
  if (value?.kind !== 'mapping' || !['image', 'build'].some((key) => value.all.has(key))) return false;
  return [...value.all.keys()].every((key) => serviceKeys.has(key) || key.startsWith('x-'));
}

/** `volumes:` among the services, with names of volumes and not with keys of a service. */
function isSection({ key, value }: Entry): boolean {
  if (!sections.has(key.text) || value?.kind !== 'mapping' || value.own.length === 0) return false;
  return entriesOf(value).every((entry) => !serviceKeys.has(entry.key.text) || entry.value === undefined);
}
