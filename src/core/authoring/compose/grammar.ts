import { project } from '../../lint/compose/schema/project';
import type { Field, Keys, Shape } from '../../lint/compose/schema/shape';
import type { Text } from '../../text';
import { anyOf, leadsTo, listOf, plain, types, type Grammar, type KeyFact, type Slot, type ValueFact } from '../slot';
import { composeValues } from './values';

/** Compose files, along the same shapes that the rules use. */
export const composeGrammar: Grammar = {
  at(path) {
    const shapes = path.reduce<readonly Shape[]>((all, step) => all.flatMap((one) => below(one, step)), [project]);
    return shapes.length === 0 ? undefined : slotOf(path, shapes.flatMap(alternatives));
  },
};

function alternatives(shape: Shape): readonly Shape[] {
  return shape.kind === 'either' ? shape.of.flatMap(alternatives) : [shape];
}

function below(shape: Shape, step: string): readonly Shape[] {
  return alternatives(shape).flatMap((one) => {
    if (one.kind === 'list') return step === '-' ? [one.of] : [];
    if (step === '-') return [];
    if (one.kind === 'names') return [one.of];
    if (one.kind !== 'table' || !Object.hasOwn(one.keys, step)) return [];
    return one.keys[step]?.shape ?? [];
  });
}

function slotOf(path: readonly string[], shapes: readonly Shape[]): Slot {
  return {
    keys: shapes.flatMap((one) => (one.kind === 'table' ? keysOf(one.keys, one.required) : [])),
    values: [...known(path), ...shapes.flatMap((one) => wordsOf(one))].filter(isFirst),
    isList: shapes.some(({ kind }) => kind === 'list'),
    names: kindsAt(path, valuePlaces),
    keyNames: kindsAt(path, keyPlaces),
  };
}

const isFirst = ({ value }: ValueFact, index: number, all: readonly ValueFact[]): boolean =>
  all.findIndex((one) => one.value === value) === index;

function known(path: readonly string[]): readonly ValueFact[] {
  return Object.entries(composeValues).find(([place]) => leadsTo(path, place))?.[1] ?? [];
}

function keysOf(keys: Keys, required: readonly string[]): readonly KeyFact[] {
  return Object.entries(keys).map(([name, field]) => factOf(name, field, required.includes(name)));
}

function factOf(name: string, { shape, about, usual }: Field, isRequired: boolean): KeyFact {
  const shapes = alternatives(shape);
  const [first] = shapes;
  const isTable = first?.kind === 'table' || first?.kind === 'names';
  const opens = isTable ? 'table' : first?.kind === 'list' ? 'list' : 'value';
  return { name, type: typeOf(shape), opens, isRequired, about, usual };
}

function typeOf(shape: Shape): Text {
  switch (shape.kind) {
    case 'either':
      return anyOf(alternatives(shape).map(typeOf));
    case 'list':
      return listOf(typeOf(shape.of));
    case 'table':
    case 'names':
      return types.table;
    case 'anything':
      return types.any;
    case 'value':
      return valueType(shape);
  }
}

function valueType({ takes, form }: Shape & { readonly kind: 'value' }): Text {
  if (form === 'size') return types.size;
  if (form === 'duration') return types.duration;
  if (form === 'flag' || (takes.length === 1 && takes.includes('flag'))) return types.flag;
  if (form === 'whole number') return types.integer;
  if (form === 'number') return types.number;
  return types.text;
}

function wordsOf(shape: Shape): readonly ValueFact[] {
  if (shape.kind !== 'value') return [];
  if (shape.words !== undefined) return plain(...shape.words);
  return shape.form === 'flag' || shape.takes.includes('flag') ? plain('true', 'false') : [];
}

const valuePlaces: Readonly<Record<string, string>> = {
  'services/*/depends_on/-': 'service',
  'services/*/links/-': 'service',
  'services/*/volumes_from/-': 'service',
  'services/*/extends': 'service',
  'services/*/extends/service': 'service',
  'services/*/networks/-': 'network',
  'services/*/volumes/-': 'volume',
  'services/*/volumes/-/source': 'volume',
  'services/*/configs/-': 'config',
  'services/*/configs/-/source': 'config',
  'services/*/secrets/-': 'secret',
  'services/*/secrets/-/source': 'secret',
  'services/*/build/secrets/-': 'secret',
  'services/*/build/secrets/-/source': 'secret',
};

const keyPlaces: Readonly<Record<string, string>> = {
  'services/*/depends_on': 'service',
  'services/*/networks': 'network',
};

function kindsAt(path: readonly string[], places: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(places).flatMap(([place, kind]) => (leadsTo(path, place) ? [kind] : []));
}
