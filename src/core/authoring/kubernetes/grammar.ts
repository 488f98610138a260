import { choicesOf } from '../../lint/kubernetes/schema/enums';
import {
  fieldsOf,
  findKind,
  kindNames,
  kindsIn,
  kindsNamed,
  versions,
  type Field,
  type Kind,
} from '../../lint/kubernetes/schema/models';
import type { Text } from '../../text';
import { kubernetesReferences } from '../names/kubernetes';
import type { Level } from '../place';
import { listOf, open, plain, types, type Grammar, type KeyFact, type Slot, type ValueFact } from '../slot';
import { kubernetesKeys } from './keys';
import { labelsAt } from './labels';
import { kubernetesValues } from './values';

/** The API's own descriptions, by model and field. */
export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Objects of Kubernetes: by the kind and the version that the object says. */
export function kubernetesGrammar(words: Words): Grammar {
  return {
    at(path, levels) {
      const root = objectAround(levels);
      const object = root?.values ?? new Map<string, string>();
      const within = path.slice(root?.path.length ?? 0);
      const [first] = within;
      if (within.length === 1 && (first === 'apiVersion' || first === 'kind'))
        return { ...open, values: first === 'kind' ? kindsOf(object) : versionsOf(object) };
      const kind = kindOf(object);
      if (kind !== undefined) return slotWithin(kind, within, words, levels);
      return within.length === 0 ? { ...open, keys: beginnings } : undefined;
    },
  };
}

function slotWithin(kind: Kind, path: readonly string[], words: Words, levels: readonly Level[]): Slot | undefined {
  const types = typesOn(kind.type, path);
  const type = types.at(-1);
  if (type === undefined) return undefined;
  // In a list of words, the field is the list.
  const last = path.at(-1) === '-' ? -2 : -1;
  const slot = { ...slotOf(type, words), ...valuesAt(types.at(last - 1) ?? '', path.at(last) ?? '', levels.at(-1)) };
  const { keys, values } = labelsAt(types, path, levels) ?? {};
  return { ...slot, names: values ? [values] : slot.names, keyNames: keys ? [keys] : [] };
}

/** The object around a place: the document, or an item of a list of objects. */
function objectAround(levels: readonly Level[]): Level | undefined {
  return levels.findLast(
    ({ path, values }) =>
      path.length === 0 || (path.join('/') === 'items/-' && (values.has('kind') || values.has('apiVersion'))),
  );
}

function kindOf(object: ReadonlyMap<string, string>): Kind | undefined {
  const kind = object.get('kind');
  if (kind === undefined) return undefined;
  const version = object.get('apiVersion');
  return version === undefined || version === '' ? kindsNamed(kind)[0] : findKind(version, kind);
}

function kindsOf(object: ReadonlyMap<string, string>): readonly ValueFact[] {
  const within = kindsIn(object.get('apiVersion') ?? '');
  return plain(...(within?.map(({ kind }) => kind) ?? kindNames));
}

function versionsOf(object: ReadonlyMap<string, string>): readonly ValueFact[] {
  const known = kindsNamed(object.get('kind') ?? '');
  return plain(...(known.length > 0 ? known.map(({ version }) => version) : versions));
}

/** The types along a path, from its beginning on; a type is one of a single letter for a single value. */
function typesOn(type: string, path: readonly string[]): readonly (string | undefined)[] {
  const types: (string | undefined)[] = [type];
  for (const step of path) types.push(typeBelow(types.at(-1), step));
  return types;
}

function typeBelow(type: string | undefined, step: string): string | undefined {
  if (step === '-') return type?.startsWith('[') === true ? type.slice(1) : undefined;
  return type?.startsWith('{') === true ? type.slice(1) : fieldsOf(type ?? '').get(step)?.type;
}

function slotOf(type: string, words: Words): Slot {
  const own = words[type] ?? {};
  const keys = [...fieldsOf(type).values()].filter(({ name }) => !isServers(type, name));
  return { ...open, isList: type.startsWith('['), keys: keys.map((field) => factOf(type, field, own[field.name])) };
}

const fromServer = new Set(
  'creationTimestamp deletionGracePeriodSeconds deletionTimestamp generation managedFields resourceVersion selfLink uid'.split(
    ' ',
  ),
);

/** What the server writes, and nobody else. */
function isServers(type: string, field: string): boolean {
  return type === 'V1ObjectMeta' ? fromServer.has(field) : field === 'status' && fieldsOf(type).has('metadata');
}

function factOf(type: string, { name, type: of, isRequired }: Field, english = ''): KeyFact {
  const opens = of.startsWith('[') ? 'list' : of.length > 1 ? 'table' : 'value';
  const reference = english.replaceAll('\\"', '"');
  const about = kubernetesKeys[`${type}.${name}`] ?? kubernetesKeys[name];
  return { name, type: wordsFor(of), opens, isRequired, about, reference, usual: usualOf(type, name, reference) };
}

/** What the description says is taken when the field is left out, where it says so in plain words. */
function usualOf(type: string, name: string, words: string): string | undefined {
  const [, double, single, bare] =
    /\b[Dd]efaults? (?:to|is|value is) (?:"([\w.-]+)"|'([\w.-]+)'|([\w-]+))/.exec(words) ?? [];
  const value = double ?? single;
  if (value !== undefined || bare === undefined) return value;
  const isPlain = /^(?:\d+|true|false|None)$/.test(bare) || choicesOf(type)?.get(name)?.words.includes(bare) === true;
  return isPlain ? bare : undefined;
}

const letters: Readonly<Record<string, Text>> = {
  s: types.text,
  i: types.integer,
  n: types.number,
  b: types.flag,
  x: types.either,
  t: types.time,
  y: types.bytes,
  a: types.any,
};

function wordsFor(type: string): Text {
  if (type.startsWith('[')) return listOf(wordsFor(type.slice(1)));
  return letters[type] ?? types.table;
}

/** The words that a field takes, and the kind of the things that it names. */
function valuesAt(owner: string, field: string, around: Level | undefined): Pick<Slot, 'values' | 'names'> {
  const known = kubernetesValues[`${owner}.${field}`] ?? [];
  const words =
    choicesOf(owner)
      ?.get(field)
      ?.words.filter((word) => !known.some(({ value }) => value === word)) ?? [];
  const flags = fieldsOf(owner).get(field)?.type === 'b' ? ['true', 'false'] : [];
  return { values: [...known, ...plain(...words, ...flags)], names: namedBy(owner, field, around?.values) };
}

/** The kind of the things that a field names. */
function namedBy(owner: string, field: string, siblings: ReadonlyMap<string, string> | undefined): readonly string[] {
  if (owner === 'V1VolumeMount' && field === 'name') return ['volume'];
  const named = kubernetesReferences[owner]?.[field];
  const kind = named === '=kind' ? siblings?.get('kind') : named;
  return kind === undefined ? [] : [kind];
}

const beginnings: readonly KeyFact[] = [
  ['apiVersion', 'value', types.text] as const,
  ['kind', 'value', types.text] as const,
  ['metadata', 'table', types.table] as const,
  ['spec', 'table', types.table] as const,
].map(([name, opens, type]) => ({ name, opens, type, isRequired: name !== 'spec', about: kubernetesKeys[name] }));
