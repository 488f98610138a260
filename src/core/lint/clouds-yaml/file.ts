import type { OpenStackYaml } from '../openstack-yaml/broken';
import { readYaml } from '../yaml/read';
import { isTemplate } from '../yaml/templates';
import { mappingOf, type Entry, type Mapping, type Value } from '../yaml/tree';
import { authKeys, cloudKeys } from './keys';

/** What a file of clouds is for. */
export type Purpose = 'clouds' | 'secrets' | 'public';

/** A cloud with its login. */
export type Cloud = {
  readonly name: string;
  readonly entry: Entry;
  readonly map: Mapping;
  readonly auth: Mapping | undefined;
};

/** clouds.yaml, secure.yaml or clouds-public.yaml as its rules read it. */
export type CloudsFile = OpenStackYaml & {
  readonly path: string | undefined;
  readonly purpose: Purpose;
  readonly root: Mapping | undefined;
  readonly clouds: readonly Cloud[];
};

const tops = new Set(['clouds', 'public-clouds', 'client', 'cache', 'metrics', 'ansible']);
const isKey = (name: string): boolean => tops.has(name) || cloudKeys.has(name) || authKeys.has(name);

/** Reads a file of clouds. */
export function parseClouds(text: string, path?: string): CloudsFile {
  const yaml = readYaml(text, { isKey, misplaced: () => [], nothing: new Set() });
  const isOpen = isTemplate(text);
  const first: Value | undefined = isOpen ? undefined : yaml.documents?.[0];
  const root = mappingOf(first);
  const purpose = purposeOf(path, root);
  return {
    ...yaml,
    ...(isOpen && { torn: [], faults: [], strays: [] }),
    path,
    purpose,
    root,
    hasTable: isOpen || root !== undefined,
    clouds: cloudsIn(root, purpose === 'public' ? 'public-clouds' : 'clouds'),
  };
}

function purposeOf(path: string | undefined, root: Mapping | undefined): Purpose {
  if (path !== undefined && /(?:^|[\\/])secure\.ya?ml$/.test(path)) return 'secrets';
  const isPublic = path === undefined ? root?.all.has('public-clouds') === true : /clouds-public\.ya?ml$/.test(path);
  return isPublic ? 'public' : 'clouds';
}

function cloudsIn(root: Mapping | undefined, key: string): readonly Cloud[] {
  const all = mappingOf(root?.get(key))?.own ?? [];
  return all.flatMap((entry) => {
    const map = mappingOf(entry.value);
    return map ? [{ name: entry.key.text, entry, map, auth: mappingOf(map.get('auth')) }] : [];
  });
}

/** An entry of a cloud, within `auth` or beside it, where it is found as well. */
export function loginOf({ map, auth }: Cloud, key: string): Entry | undefined {
  return auth?.all.get(key) ?? map.all.get(key);
}
