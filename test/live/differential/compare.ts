import { isList, normaliser, type Json, type Normaliser } from './normalise';
import type { NamedStep } from './step';

/** What a step did: a line for `sh`, or a call of the API, whose refusals are values, too. */
export type Outcome =
  { readonly exit: number; readonly stdout: string; readonly stderr: string } | { readonly value: Json };

/** One thing that is not the same, after normalising; an absent side is empty. */
export type Difference = {
  readonly step: string;
  /** `exit`, `stdout`, `stderr`, or the path in a JSON value. */
  readonly path: string;
  readonly real: string;
  readonly lab: string;
};

/** The differences of one step between two runs, each with the normaliser of its run. */
export function differencesOf(
  { name, number, step }: NamedStep,
  real: Outcome,
  lab: Outcome,
  run: { readonly real: Normaliser; readonly lab: Normaliser },
): readonly Difference[] {
  // What is compared by its shape may come in any order: later steps do not know it by its place there.
  const normalisers = step.only === 'shape' ? { real: normaliser([]), lab: normaliser([]) } : run;
  const one = prepare(`of step ${number}`, step.mask ?? [], real, normalisers.real);
  const other = prepare(`of step ${number}`, step.mask ?? [], lab, normalisers.lab);
  const found: Difference[] = [];
  const tell = (path: string, a: string, b: string): void => {
    if (step.skip?.test(path) !== true) found.push({ step: name, path, real: a, lab: b });
  };
  if (one.exit !== other.exit) tell('exit', String(one.exit), String(other.exit));
  if (step.only === 'exit') return found;
  for (const part of ['stdout', 'stderr'] as const) {
    const [a, b] = [one[part], other[part]];
    if (typeof a !== 'string' && typeof b !== 'string') {
      compareJson(settled(a, step), settled(b, step), step.only === 'shape', '', tell);
    } else compareLines(lines(a, step), lines(b, step), (x, y) => tell(part, x, y));
  }
  return found;
}

type Prepared = { readonly exit: number; readonly stdout: Json; readonly stderr: Json };
type Way = { readonly unordered?: true };

function prepare(name: string, mask: readonly RegExp[], outcome: Outcome, normal: Normaliser): Prepared {
  if ('value' in outcome) return { exit: 0, stdout: normal.json(name, outcome.value), stderr: '' };
  const part = (text: string): Json => {
    const hidden = mask.reduce((rest, pattern) => rest.replace(pattern, '<masked>'), text);
    const json = parsed(hidden);
    return json === undefined ? normal.text(name, hidden) : normal.json(name, json);
  };
  return { exit: outcome.exit, stdout: part(outcome.stdout), stderr: part(outcome.stderr) };
}

/** A JSON value, or one in each line; undefined when it is none. */
function parsed(text: string): Json | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    try {
      return text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Json);
    } catch {
      return undefined;
    }
  }
}

const lines = (value: Json, { unordered }: Way): readonly string[] => {
  const all = (typeof value === 'string' ? value : JSON.stringify(value)).split('\n');
  return unordered ? [...all].sort() : all;
};

function settled(value: Json, way: Way): Json {
  if (!way.unordered || !isList(value)) return value;
  return [...value].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

type Tell = (path: string, a: string, b: string) => void;

function compareJson(a: Json, b: Json, shape: boolean, path: string, tell: Tell): void {
  if (isList(a) && isList(b)) compareLists(a, b, shape, path, tell);
  else if (isObject(a) && isObject(b)) compareObjects(a, b, shape, path, tell);
  else if (shape ? typeOf(a) !== typeOf(b) : a !== b) tell(path || 'stdout', told(a), told(b));
}

function compareLists(a: readonly Json[], b: readonly Json[], shape: boolean, path: string, tell: Tell): void {
  if (shape) {
    if (a[0] !== undefined && b[0] !== undefined) compareJson(a[0], b[0], shape, `${path}[0]`, tell);
  } else if (a.length !== b.length) tell(path || 'stdout', JSON.stringify(a), JSON.stringify(b));
  else a.forEach((each, index) => compareJson(each, b[index] ?? null, shape, `${path}[${index}]`, tell));
}

function compareObjects(a: JsonObject, b: JsonObject, shape: boolean, path: string, tell: Tell): void {
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [x, y] = [a[key], b[key]];
    const below = path === '' ? key : `${path}.${key}`;
    if (x === undefined || y === undefined) tell(below, told(x), told(y));
    else compareJson(x, y, shape, below, tell);
  }
}

type JsonObject = { readonly [key: string]: Json };

const told = (value: Json | undefined): string => (value === undefined ? '' : JSON.stringify(value));
const typeOf = (value: Json): string => (isList(value) ? 'list' : value === null ? 'null' : typeof value);
const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !isList(value);

/** Tells lines that only one has; those that stand at the same place together. */
function compareLines(a: readonly string[], b: readonly string[], tell: (a: string, b: string) => void): void {
  const only = missing(a, b);
  for (let index = 0; index < Math.max(only.a.length, only.b.length); index++) {
    tell(only.a[index] ?? '', only.b[index] ?? '');
  }
}

/** The lines of either side that are not part of their longest common subsequence. */
export function missing(a: readonly string[], b: readonly string[]): { a: string[]; b: string[] } {
  const length = commonLengths(a, b);
  const only: { a: string[]; b: string[] } = { a: [], b: [] };
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) [i, j] = [i + 1, j + 1];
    else if (length(i + 1, j) >= length(i, j + 1)) only.a.push(a[i++] ?? '');
    else only.b.push(b[j++] ?? '');
  }
  return { a: [...only.a, ...a.slice(i)], b: [...only.b, ...b.slice(j)] };
}

/** How many lines the rest of either side, from the given ones on, have in common in the same order. */
function commonLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    const row = lengths[i] ?? [];
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  return at;
}
