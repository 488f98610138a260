import { authKeys, cloudKeys } from '../lint/clouds-yaml/keys';
import { lists, topKeys } from '../lint/cloud-init/keys';
import { sections } from '../lint/heat/file';
import { propertiesOf, typeNames } from '../lint/heat/types';
import { functions, versions } from '../lint/heat/versions';
import { leadsTo, open, plain, types, type Grammar, type KeyFact, type Slot } from './slot';

const key = (name: string, opens: KeyFact['opens'] = 'value'): KeyFact => {
  const type = { table: types.table, list: types.list, value: types.any }[opens];
  return { name, type, opens, isRequired: false };
};
const tables = (...names: readonly string[]): readonly KeyFact[] => names.map((name) => key(name, 'table'));
const simple = (names: Iterable<string>): readonly KeyFact[] => [...names].map((name) => key(name));

const templateLists = new Set(['parameter_groups']);
const templateValues = new Set(['heat_template_version', 'description']);
const template = [...sections].map((name) =>
  key(name, templateValues.has(name) ? 'value' : templateLists.has(name) ? 'list' : 'table'),
);

/** What `custom_constraint` may name, from the properties of Heat's own resources (November 2026). */
const customConstraints = (
  'cinder.snapshot cinder.volume cinder.vtype glance.image ip_addr keystone.domain keystone.group keystone.project ' +
  'keystone.user mac_addr net_cidr neutron.network neutron.port neutron.router neutron.security_group neutron.subnet ' +
  'nova.flavor nova.keypair'
).split(' ');

const heatSlots: Readonly<Record<string, Partial<Slot>>> = {
  heat_template_version: { values: plain(...versions.toReversed()) },
  parameter_groups: { isList: true },
  'parameter_groups/-': { keys: [...simple(['label', 'description']), key('parameters', 'list')] },
  'parameter_groups/-/parameters/-': { names: ['parameter'] },
  'parameters/*': {
    keys: [
      ...simple(['type', 'label', 'description', 'default', 'hidden', 'immutable']),
      key('constraints', 'list'),
      key('tags', 'list'),
    ],
  },
  'parameters/*/type': { values: plain('string', 'number', 'json', 'comma_delimited_list', 'boolean') },
  'parameters/*/constraints': { isList: true },
  'parameters/*/constraints/-': {
    keys: [
      ...tables('length', 'range', 'modulo'),
      key('allowed_values', 'list'),
      ...simple(['allowed_pattern', 'custom_constraint', 'description']),
    ],
  },
  'parameters/*/constraints/-/custom_constraint': {
    values: plain(...customConstraints),
  },
  'resources/*': {
    keys: [
      { ...key('type'), isRequired: true },
      ...tables('properties', 'metadata', 'update_policy'),
      ...simple(['depends_on', 'deletion_policy', 'external_id', 'condition', 'description']),
    ],
  },
  'resources/*/depends_on': { names: ['resource'], isList: true },
  'resources/*/depends_on/-': { names: ['resource'] },
  'resources/*/deletion_policy': { values: plain('Delete', 'Retain', 'Snapshot') },
  'outputs/*': { keys: simple(['description', 'value', 'condition']) },
};

/** Heat templates: their sections, resource types, and the functions. */
export const heatGrammar: Grammar = {
  at(path, levels) {
    const called = callAt(path);
    if (called !== undefined) return { ...open, names: [called] };
    if (path.length === 0) return { ...open, keys: template };
    if (leadsTo(path, 'resources/*/type')) return { ...open, values: plain(...typeNames) };
    if (leadsTo(path, 'resources/*/properties'))
      return propertiesIn(levels.find((one) => one.path.length === 2)?.values);
    const slot = Object.entries(heatSlots).find(([place]) => leadsTo(path, place))?.[1];
    if (slot !== undefined) return { ...open, ...slot };
    const isValue = path[0] === 'resources' ? path.length > 3 && path[2] === 'properties' : path[2] === 'value';
    return isValue ? { ...open, keys: simple(functions.keys()) } : undefined;
  },
};

/** What the function at the end of a path wants the name of. */
function callAt(path: readonly string[]): string | undefined {
  const last = path.at(-1) === '-' ? path.at(-2) : path.at(-1);
  if (last === 'get_param') return 'parameter';
  return last === 'get_resource' || last === 'get_attr' ? 'resource' : undefined;
}

function propertiesIn(resource: ReadonlyMap<string, string> | undefined): Slot | undefined {
  const properties = propertiesOf(resource?.get('type') ?? '');
  if (properties === undefined || properties.size === 0) return undefined;
  return { ...open, keys: [...properties].map(([name, isRequired]) => ({ ...key(name), isRequired })) };
}

/** Users' data for cloud-init: the keys at the top. */
export const cloudInitGrammar: Grammar = {
  at: (path) =>
    path.length === 0
      ? { ...open, keys: [...topKeys].map((name) => key(name, lists.has(name) ? 'list' : 'value')) }
      : undefined,
};

/** `clouds.yaml`. */
export const cloudsGrammar: Grammar = {
  at(path) {
    if (path.length === 0) return { ...open, keys: tables('clouds') };
    if (leadsTo(path, 'clouds/*'))
      return { ...open, keys: [...cloudKeys].map((name) => key(name, name === 'auth' ? 'table' : 'value')) };
    if (leadsTo(path, 'clouds/*/auth')) return { ...open, keys: simple(authKeys) };
    if (leadsTo(path, 'clouds/*/interface')) return { ...open, values: plain('public', 'internal', 'admin') };
    return undefined;
  },
};
