import { readYaml, type YamlText } from '../yaml/read';
import { isTemplate } from '../yaml/templates';
import { itemsOf, mappingOf, type Mapping, type Scalar, type Value } from '../yaml/tree';
import { misplaced, serviceKeys, topKeys } from './keys';
import { Service } from './service';

/** What a project declares under a name at its top level, and its services refer to. */
export type Section = 'networks' | 'volumes' | 'secrets' | 'configs';

/** A Compose file as its rules read it. */
export type ComposeFile = YamlText & {
  /** The only document with content; nothing when the text cannot be read for certain. */
  readonly root: Mapping | undefined;
  readonly services: readonly Service[];
  readonly service: (name: string) => Service | undefined;
  /** Is all of the project in this text, so that a name that is missing here is missing? */
  readonly isWhole: boolean;
  /** Is it, by its name, the file that Compose starts with? Nothing when it has no name. */
  readonly isMain: boolean | undefined;
  /** Its name without the folder. */
  readonly name: string | undefined;
};

const nothing = new Set(['!reset']);
const isKey = (name: string): boolean => topKeys.has(name) || serviceKeys.has(name);

/** Reads a Compose file. */
export function parseCompose(text: string, path?: string): ComposeFile {
  const yaml = readYaml(text, { isKey, misplaced, nothing });
  const root = isTemplate(text) ? undefined : onlyDocument(yaml.documents);
  const byName = servicesOf(root);
  const services = [...byName.values()];
  return {
    ...yaml,
    ...(isTemplate(text) && { torn: [], faults: [] }),
    root,
    services,
    service: (name) => byName.get(name),
    isWhole: isWhole(root, services, path),
    isMain: path === undefined ? undefined : fullNames.test(path),
    name: path === undefined ? undefined : /[^\\/]*$/.exec(path)?.[0],
  };
}

/** Later documents override earlier ones; such a file is left to those who know why they wrote it. */
function onlyDocument(documents: YamlText['documents']): Mapping | undefined {
  const contents = (documents ?? []).filter((one) => one !== undefined);
  return contents.length === 1 ? mappingOf(contents[0]) : undefined;
}

function servicesOf(root: Mapping | undefined): ReadonlyMap<string, Service> {
  const services = new Map<string, Service>();
  for (const { key, value } of mappingOf(root?.get('services'))?.all.values() ?? []) {
    if (value?.kind !== 'mapping' || key.text.startsWith('x-')) continue;
    services.set(key.text, new Service(key, value, (name) => services.get(name)));
  }
  return services;
}

const fullNames = /(?:^|[\\/])(?:docker-)?compose\.ya?ml$/;

/** Files that are laid over another, that include one, or that extend its services, have names from there. */
function isWhole(root: Mapping | undefined, services: readonly Service[], path: string | undefined): boolean {
  if (root === undefined || root.all.has('include')) return false;
  if (path !== undefined && !fullNames.test(path)) return false;
  return services.every((one) => !one.isOpen && ['image', 'build', 'provider', 'extends'].some((key) => one.has(key)));
}

/** The names that a section declares; nothing when what stands there is no table of names. */
export function declaredIn({ root }: ComposeFile, section: Section | 'services'): ReadonlySet<string> | undefined {
  const value = root?.get(section);
  if (value !== undefined && value.kind !== 'mapping') return undefined;
  return new Set(value?.all.keys());
}

/** Does Compose put something in place of a part of this text? `$$` stands for a dollar sign. */
export function isOpen(text: string): boolean {
  return text.replaceAll('$$', '').includes('$');
}

/** The single values of a list, or the keys of a table: both ways in which Compose lets names be written. */
export function namesIn(value: Value | undefined): readonly { name: Scalar; options: Mapping | undefined }[] {
  if (value?.kind === 'mapping')
    return [...value.all.values()].map((entry) => ({ name: entry.key, options: mappingOf(entry.value) }));
  return itemsOf(value).flatMap((item) =>
    item.value?.kind === 'scalar' ? [{ name: item.value, options: undefined }] : [],
  );
}
