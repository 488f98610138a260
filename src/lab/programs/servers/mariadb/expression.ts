import { SqlError, type Scene, type Value } from './data';
import type { Words } from './words';

/** What an expression is evaluated in: the values of columns, the clause for messages, and the rows of a group. */
export type Env = {
  readonly scene: Scene;
  readonly clause: string;
  readonly column: (name: string, table: string | undefined) => Value | undefined;
  readonly group?: readonly Env[];
};

/** An expression; `aggregate` when it counts over a group, `name` what its column is called. */
export type Expression = {
  readonly value: (env: Env) => Value;
  readonly aggregate: boolean;
  readonly name: string;
};

type Evaluate = (env: Env) => Value;

/** Is a value true in a condition? */
export const isTrue = (value: Value): boolean => value !== null && Number(value) !== 0 && !Number.isNaN(Number(value));
const truth = (value: boolean): Value => (value ? 1 : 0);

/** Orders two values as MariaDB does: numbers when one is a number, else texts without regard to case. */
export function compare(left: Value, right: Value): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? -1 : 1;
  if (typeof left === 'number' || typeof right === 'number') return (Number(left) || 0) - (Number(right) || 0);
  const [one, other] = [left.toLowerCase(), right.toLowerCase()];
  return one < other ? -1 : one > other ? 1 : 0;
}

const signs: Readonly<Record<string, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

const sums: Readonly<Record<string, (left: number, right: number) => Value>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => (right === 0 ? null : (left / right).toFixed(4)),
  '%': (left, right) => (right === 0 ? null : left % right),
};

const stamp = (now: number): string => new Date(now).toISOString().slice(0, 19).replace('T', ' ');
const words = (values: readonly Value[]): readonly string[] => values.map((value) => String(value ?? ''));

const functions: Readonly<Record<string, (scene: Scene, values: readonly Value[]) => Value>> = {
  version: ({ version }) => version,
  now: ({ now }) => stamp(now),
  current_timestamp: ({ now }) => stamp(now),
  curdate: ({ now }) => stamp(now).slice(0, 10),
  unix_timestamp: ({ now }) => Math.floor(now / 1000),
  database: ({ database }) => database ?? null,
  schema: ({ database }) => database ?? null,
  user: ({ user }) => `${user}@localhost`,
  current_user: ({ user }) => `${user}@%`,
  concat: (_, values) => (values.includes(null) ? null : words(values).join('')),
  upper: (_, [text = null]) => (text === null ? null : String(text).toUpperCase()),
  lower: (_, [text = null]) => (text === null ? null : String(text).toLowerCase()),
  length: (_, [text = null]) => (text === null ? null : Buffer.byteLength(String(text))),
  char_length: (_, [text = null]) => (text === null ? null : String(text).length),
  coalesce: (_, values) => values.find((value) => value !== null) ?? null,
  ifnull: (_, [value = null, other = null]) => value ?? other,
  if: (_, [test = null, yes = null, no = null]) => (isTrue(test) ? yes : no),
  abs: (_, [value = null]) => (value === null ? null : Math.abs(Number(value))),
  round: (_, [value = null, digits = 0]) => (value === null ? null : Number(Number(value).toFixed(Number(digits)))),
  last_insert_id: () => 0,
  sleep: () => 0,
};

const aggregates: Readonly<Record<string, (values: readonly Value[]) => Value>> = {
  count: (values) => values.length,
  sum: (values) => (values.length === 0 ? null : values.reduce<number>((sum, value) => sum + Number(value), 0)),
  avg: (values) =>
    values.length === 0
      ? null
      : (values.reduce<number>((sum, value) => sum + Number(value), 0) / values.length).toFixed(4),
  min: (values) => [...values].sort(compare)[0] ?? null,
  max: (values) => [...values].sort(compare).at(-1) ?? null,
};

/** Reads an expression. Throws SqlError 1064. */
export function readExpression(from: Words): Expression {
  const place = from.place;
  const reading = { from, aggregate: false, depth: 0, column: undefined as string | undefined };
  const value = readOr(reading);
  const text = from.since(place);
  // A column alone gives its name, without its table's.
  const name = reading.column !== undefined && /^[\w.`$]+$/.test(text) ? reading.column : text;
  return { value, aggregate: reading.aggregate, name: name.replace(/^(['"])(.*)\1$/, '$2') };
}

type Reading = { readonly from: Words; aggregate: boolean; depth: number; column: string | undefined };

function readOr(reading: Reading): Evaluate {
  if (++reading.depth > 100) reading.from.fail();
  let left = readAnd(reading);
  while (reading.from.skip('or')) {
    const [one, other] = [left, readAnd(reading)];
    left = (env) => truth(isTrue(one(env)) || isTrue(other(env)));
  }
  reading.depth--;
  return left;
}

function readAnd(reading: Reading): Evaluate {
  let left = readNot(reading);
  while (reading.from.skip('and')) {
    const [one, other] = [left, readNot(reading)];
    left = (env) => truth(isTrue(one(env)) && isTrue(other(env)));
  }
  return left;
}

function readNot(reading: Reading): Evaluate {
  if (!reading.from.skip('not')) return readTest(reading);
  const inner = readNot(reading);
  return (env) => {
    const value = inner(env);
    return value === null ? null : truth(!isTrue(value));
  };
}

function readTest(reading: Reading): Evaluate {
  const { from } = reading;
  const left = readSum(reading);
  for (const [sign, holds] of Object.entries(signs))
    if (from.skip(sign)) {
      const right = readSum(reading);
      return (env) => {
        const [one, other] = [left(env), right(env)];
        return one === null || other === null ? null : truth(holds(compare(one, other)));
      };
    }
  if (from.skip('is')) {
    const not = from.skip('not');
    from.expect('null');
    return (env) => truth((left(env) === null) !== not);
  }
  const not = from.sees('not') && from.skip('not');
  const test = readRange(reading, left);
  if (!test) return not ? from.fail() : left;
  return (env) => (left(env) === null ? null : truth(test(env) !== not));
}

/** IN, LIKE and BETWEEN; undefined when none of them follows. */
function readRange(reading: Reading, left: Evaluate): ((env: Env) => boolean) | undefined {
  const { from } = reading;
  if (from.skip('in')) {
    from.expect('(');
    const all = from.list(() => readOr(reading));
    from.expect(')');
    return (env) => all.some((one) => compare(left(env), one(env)) === 0);
  }
  if (from.skip('like')) {
    const right = readSum(reading);
    return (env) => likePattern(String(right(env) ?? '')).test(String(left(env)));
  }
  if (!from.skip('between')) return undefined;
  const least = readSum(reading);
  from.expect('and');
  const most = readSum(reading);
  return (env) => compare(left(env), least(env)) >= 0 && compare(left(env), most(env)) <= 0;
}

function likePattern(text: string): RegExp {
  const source = text
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%+/g, '[^]*')
    .replace(/_/g, '[^]');
  return new RegExp(`^${source}$`, 'i');
}

const arithmetic =
  (level: readonly string[], inner: (reading: Reading) => Evaluate) =>
  (reading: Reading): Evaluate => {
    let left = inner(reading);
    for (;;) {
      const sign = level.find((one) => reading.from.skip(one));
      const sum = sign === undefined ? undefined : sums[sign];
      if (!sum) return left;
      const [one, other] = [left, inner(reading)];
      left = (env) => {
        const [first, second] = [one(env), other(env)];
        return first === null || second === null ? null : sum(Number(first) || 0, Number(second) || 0);
      };
    }
  };

const readProduct = arithmetic(['*', '/', '%'], readUnit);
const readSum = arithmetic(['+', '-'], readProduct);

function readUnit(reading: Reading): Evaluate {
  const { from } = reading;
  if (from.skip('-')) {
    const inner = readUnit(reading);
    return (env) => -Number(inner(env));
  }
  if (from.skip('(')) {
    const inner = readOr(reading);
    from.expect(')');
    return inner;
  }
  const number = from.take('number');
  if (number !== undefined) return () => Number(number);
  const text = from.take('text');
  if (text !== undefined) return () => text;
  const variable = from.take('variable');
  if (variable !== undefined) return ({ scene }) => (/version$/i.test(variable) ? scene.version : null);
  return readWord(reading);
}

const constants: Readonly<Record<string, Value>> = { null: null, true: 1, false: 0 };

function readWord(reading: Reading): Evaluate {
  const { from } = reading;
  for (const [word, value] of Object.entries(constants)) if (from.skip(word)) return () => value;
  const first = from.sees('if', '(') ? (from.take('word') ?? '') : from.name();
  if (from.skip('(')) return readCall(reading, first.toLowerCase());
  const column = from.skip('.') ? from.name() : undefined;
  const [name, table] = column === undefined ? [first, undefined] : [column, first];
  if (column === undefined && first.toLowerCase() === 'current_timestamp') return ({ scene }) => stamp(scene.now);
  reading.column = name;
  return (env) => {
    const value = env.column(name, table);
    if (value !== undefined) return value;
    const full = table === undefined ? name : `${table}.${name}`;
    throw new SqlError(1054, '42S22', `Unknown column '${full}' in '${env.clause}'`);
  };
}

function readCall(reading: Reading, name: string): Evaluate {
  const { from } = reading;
  const over = Object.hasOwn(aggregates, name) ? aggregates[name] : undefined;
  if (over) return readAggregate(reading, over);
  const values = from.sees(')') ? [] : from.list(() => readOr(reading));
  from.expect(')');
  const run = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!run) throw new SqlError(1305, '42000', `FUNCTION ${name} does not exist`);
  return (env) =>
    run(
      env.scene,
      values.map((value) => value(env)),
    );
}

function readAggregate(reading: Reading, over: (values: readonly Value[]) => Value): Evaluate {
  const { from } = reading;
  reading.aggregate = true;
  if (from.skip('*')) {
    from.expect(')');
    return (env) => env.group?.length ?? 0;
  }
  const distinct = from.skip('distinct');
  const inner = readOr(reading);
  from.expect(')');
  return (env) => {
    const all = (env.group ?? []).map(inner).filter((value) => value !== null);
    return over(distinct ? [...new Set(all)] : all);
  };
}
