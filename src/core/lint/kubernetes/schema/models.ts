import models from './generated/models.json';

/** A field of a type; `type` is the name of a model, or a letter, behind "[" for a list and "{" for a table of it. */
export type Field = { readonly name: string; readonly type: string; readonly isRequired: boolean };

/** A kind of object in one version of its group. */
export type Kind = {
  readonly kind: string;
  /** Group and version, as `apiVersion` wants it. */
  readonly version: string;
  /** The name of its model. */
  readonly type: string;
  /** Its name in addresses and in RBAC. */
  readonly resource: string;
  readonly isNamespaced: boolean;
};

/** The release of Kubernetes that the tables describe. */
export const { release } = models;

const kindWords: Readonly<Record<string, string>> = models.kinds;
const typeWords: Readonly<Record<string, string>> = models.types;

const kinds = new Map<string, readonly Kind[]>(
  Object.entries(kindWords).map(([version, list]) => [version, list.split(' ').map((one) => kindOf(version, one))]),
);

function kindOf(version: string, words: string): Kind {
  const [kind = '', type = '', resource = '', scope] = words.split(':');
  return { kind, version, type, resource, isNamespaced: scope === 'n' };
}

const byName = new Map<string, readonly Kind[]>();
for (const kind of [...kinds.values()].flat()) byName.set(kind.kind, [...(byName.get(kind.kind) ?? []), kind]);

/** The kinds of a group in a version; nothing for a version that we do not know. */
export function kindsIn(version: string): readonly Kind[] | undefined {
  return kinds.get(version);
}

/** A kind in one version. */
export function findKind(version: string, kind: string): Kind | undefined {
  return kinds.get(version)?.find((one) => one.kind === kind);
}

/** All versions of a kind, stable ones first. */
export function kindsNamed(kind: string): readonly Kind[] {
  return [...(byName.get(kind) ?? [])].sort((a, b) => unripeness(a.version) - unripeness(b.version));
}

/** The names of all kinds. */
export const kindNames: readonly string[] = [...byName.keys()];

/** Every version of every group that we know. */
export const versions: readonly string[] = [...kinds.keys()];

function unripeness(version: string): number {
  return version.includes('alpha') ? 2 : version.includes('beta') ? 1 : 0;
}

/** The group of an `apiVersion`; "" for the first one. */
export function groupOf(version: string): string {
  const slash = version.indexOf('/');
  return slash === -1 ? '' : version.slice(0, slash);
}

// Gone as a whole, and still to be recognised.
const builtIn = new Set([...versions.map((version) => groupOf(version)), 'extensions']);

/** Is this a group of Kubernetes' own? */
export function isBuiltIn(version: string): boolean {
  return builtIn.has(groupOf(version));
}

const types = new Map<string, ReadonlyMap<string, Field>>();

/** The fields of a type by name; none for a letter and for what we do not know. */
export function fieldsOf(type: string): ReadonlyMap<string, Field> {
  const known = types.get(type);
  if (known !== undefined) return known;
  const words = Object.hasOwn(typeWords, type) ? typeWords[type] : undefined;
  const fields = new Map((words ?? '').split(' ').flatMap((one) => (one === '' ? [] : [fieldOf(one)])));
  types.set(type, fields);
  return fields;
}

function fieldOf(words: string): [string, Field] {
  const colon = words.indexOf(':');
  const isRequired = words[colon - 1] === '!';
  const name = words.slice(0, isRequired ? colon - 1 : colon);
  return [name, { name, type: words.slice(colon + 1), isRequired }];
}

/** Has this model fields of its own? */
export function isModel(type: string): boolean {
  return type.length > 1 && Object.hasOwn(typeWords, type);
}
