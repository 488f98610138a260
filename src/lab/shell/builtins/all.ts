import type { Builtin, BuiltinRow } from '../interpreter';
import type { Flavor } from '../state';
import { specialBuiltins } from './control';
import { inputBuiltins } from './input';
import { namingBuiltins } from './naming';
import { outputBuiltins } from './output';
import { placeBuiltins } from './places';
import { signalBuiltins } from './signals';
import { testBuiltins } from './test';
import { variableBuiltins } from './variables';

const specialNames = new Set('set unset export readonly shift'.split(' '));

const rows = (
  builtins: Readonly<Record<string, Builtin>>,
  special: (name: string) => boolean,
): [string, BuiltinRow][] => Object.entries(builtins).map(([name, run]) => [name, { run, special: special(name) }]);

const all: ReadonlyMap<string, BuiltinRow> = new Map<string, BuiltinRow>([
  ...rows(specialBuiltins, () => true),
  ...rows(inputBuiltins, () => false),
  ...rows(namingBuiltins, () => false),
  ...rows(signalBuiltins, (name) => name === 'trap'),
  ...rows(outputBuiltins, () => false),
  ...rows(placeBuiltins, () => false),
  ...rows(testBuiltins, () => false),
  ...rows(variableBuiltins, (name) => specialNames.has(name)),
]);

const bashOnly = new Set(['shopt']);
const notInDash = new Set(['source', 'let', '[[', 'shopt']);

/** The builtins that a shell of this kind has. */
export const builtinsOf = (flavor: Flavor): ReadonlyMap<string, BuiltinRow> =>
  flavor === 'bash' ? all : new Map([...all].filter(([name]) => !(flavor === 'dash' ? notInDash : bashOnly).has(name)));
