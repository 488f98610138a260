import type { OpenStackYaml } from '../openstack-yaml/broken';
import { readYaml } from '../yaml/read';
import { isTemplate } from '../yaml/templates';
import {
  itemsOf,
  mappingOf,
  mappingsIn,
  scalarOf,
  type Entry,
  type Mapping,
  type Scalar,
  type Value,
} from '../yaml/tree';

/** A resource of a template. */
export type Resource = { readonly name: string; readonly entry: Entry; readonly map: Mapping };

/** A call of a function: `{ get_param: name }`. */
export type Call = { readonly name: string; readonly key: Scalar; readonly value: Value | undefined };

/** A Heat template as its rules read it. */
export type HeatFile = OpenStackYaml & {
  readonly root: Mapping | undefined;
  readonly resources: readonly Resource[];
  readonly parameters: Mapping | undefined;
  readonly calls: readonly Call[];
  /** Does it have names that are only known when it is used? */
  readonly isOpen: boolean;
};

/** The sections of a template. */
export const sections: ReadonlySet<string> = new Set(
  'heat_template_version description parameter_groups parameters conditions resources outputs'.split(' '),
);

const isKey = (name: string): boolean =>
  sections.has(name) || /^(?:type|properties|depends_on|value|default)$/.test(name);

/** Reads a template. */
export function parseHeat(text: string): HeatFile {
  const yaml = readYaml(text, { isKey, misplaced: () => [], nothing: new Set() });
  const isOpen = isTemplate(text);
  const root = isOpen ? undefined : mappingOf(yaml.documents?.[0]);
  const resources = (mappingOf(root?.get('resources'))?.own ?? []).flatMap((entry): readonly Resource[] => {
    const map = mappingOf(entry.value);
    return map ? [{ name: entry.key.text, entry, map }] : [];
  });
  const parameters = mappingOf(root?.get('parameters'));
  const calls = root === undefined ? [] : [...callsIn(root)];
  const hasTable = isOpen || root !== undefined;
  return {
    ...yaml,
    ...(isOpen && { torn: [], faults: [], strays: [] }),
    root,
    hasTable,
    isOpen,
    resources,
    parameters,
    calls,
  };
}

function* callsIn(root: Mapping): Iterable<Call> {
  for (const part of ['resources', 'outputs', 'conditions']) yield* callsWithin(root.get(part));
}

/** The calls in a part of a template: mappings of one key that could be a function's name. */
export function* callsWithin(value: Value | undefined): Iterable<Call> {
  for (const { own, merged } of mappingsIn(value)) {
    const [only] = own;
    if (only === undefined || own.length !== 1 || merged.length > 0) continue;
    if (/^[a-z][a-z_]*$/.test(only.key.text)) yield { name: only.key.text, key: only.key, value: only.value };
  }
}

/** The name that a call is about: its value, or the first of a list. */
export function subjectOf({ value }: Call): Scalar | undefined {
  return scalarOf(value) ?? scalarOf(itemsOf(value)[0]?.value);
}
