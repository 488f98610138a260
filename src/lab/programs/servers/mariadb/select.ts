import { rowLimit, SqlError, tableOf, type Column, type Result, type Scene, type Table, type Value } from './data';
import { compare, isTrue, readExpression, type Env, type Expression } from './expression';
import type { Words } from './words';

/** A table of FROM under the name that it has there. */
export type Source = { readonly name: string; readonly table: Table };

type Joined = readonly (readonly Value[] | undefined)[];

type Item = Expression | { readonly all: string | undefined };

type Order = { readonly by: Expression; readonly down: boolean };

/** The values of columns for one row of each source; a source without a row has NULLs. */
export function envOf(scene: Scene, clause: string, sources: readonly Source[], rows: Joined): Env {
  return {
    scene,
    clause,
    column: (name, table) => {
      for (const [index, source] of sources.entries()) {
        if (table !== undefined && table !== source.name) continue;
        const place = columnPlace(source.table.columns, name);
        if (place !== -1) return rows[index]?.[place] ?? null;
      }
      return undefined;
    },
  };
}

/** Where a column stands; names of columns have no case. */
export const columnPlace = (columns: readonly Column[], name: string): number =>
  columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());

/** Is the condition true for the row? Without a condition it is. */
export const holds = (condition: Expression | undefined, env: Env): boolean =>
  !condition || isTrue(condition.value(env));

/** `table`, `database.table`, with what else it is called. */
function readSource(from: Words, scene: Scene): Source {
  const first = from.name();
  const second = from.skip('.') ? from.name() : undefined;
  const table = second ?? first;
  from.skip('as');
  const name = from.maybeName() ?? table;
  return { name, table: tableOf(scene, second === undefined ? { table } : { database: first, table }) };
}

type From = { readonly sources: readonly Source[]; readonly rows: readonly Joined[] };

const start: From = { sources: [], rows: [[]] };

function readFrom(from: Words, scene: Scene): From {
  let found = joined(scene, start, readSource(from, scene), undefined, false);
  for (;;) {
    const left = from.skip('left', 'outer') || from.skip('left');
    if (!left && !from.skip('inner') && !from.skip('cross') && !from.sees('join') && !from.sees(',')) return found;
    if (!from.skip(',')) from.expect('join');
    const source = readSource(from, scene);
    const on = from.skip('on') ? readExpression(from) : undefined;
    found = joined(scene, found, source, on, left);
  }
}

function joined(scene: Scene, { sources, rows }: From, next: Source, on: Expression | undefined, left: boolean): From {
  const all = [...sources, next];
  if (rows.length * Math.max(1, next.table.rows.length) > rowLimit * 10)
    throw new SqlError(
      1104,
      '42000',
      'The SELECT would examine more than MAX_JOIN_SIZE rows; check your WHERE and use SET SQL_BIG_SELECTS=1 or SET MAX_JOIN_SIZE=# if the SELECT is okay',
    );
  on?.value(envOf(scene, 'ON', all, []));
  const found = rows.flatMap((row) => {
    const pairs = next.table.rows
      .map((one): Joined => [...row, one])
      .filter((pair) => holds(on, envOf(scene, 'ON', all, pair)));
    return pairs.length === 0 && left ? [[...row, undefined]] : pairs;
  });
  return { sources: all, rows: found };
}

function readItem(from: Words): Item {
  if (from.skip('*')) return { all: undefined };
  const item = readExpression(from);
  if (from.skip('as')) return { ...item, name: from.take('text') ?? from.name() };
  return { ...item, name: from.maybeName() ?? item.name };
}

const readOrders = (from: Words): readonly Order[] =>
  from.list(() => {
    const by = readExpression(from);
    const down = from.skip('desc');
    if (!down) from.skip('asc');
    return { by, down };
  });

type Query = {
  readonly distinct: boolean;
  readonly items: readonly Item[];
  readonly from: From | undefined;
  readonly where: Expression | undefined;
  readonly groups: readonly Expression[] | undefined;
  readonly having: Expression | undefined;
  readonly orders: readonly Order[];
  readonly limit: readonly [skip: number, count: number];
};

function readQuery(from: Words, scene: Scene): Query {
  const distinct = from.skip('distinct');
  const items = from.list(() => readItem(from));
  return {
    distinct,
    items,
    from: from.skip('from') ? readFrom(from, scene) : undefined,
    where: from.skip('where') ? readExpression(from) : undefined,
    groups: from.skip('group', 'by') ? from.list(() => readExpression(from)) : undefined,
    having: from.skip('having') ? readExpression(from) : undefined,
    orders: from.skip('order', 'by') ? readOrders(from) : [],
    limit: readLimit(from),
  };
}

/** LIMIT with its OFFSET; without one everything. */
export function readLimit(from: Words): readonly [skip: number, count: number] {
  if (!from.skip('limit')) return [0, Infinity];
  const first = Number(from.take('number') ?? from.fail());
  if (from.skip(',')) return [first, Number(from.take('number') ?? from.fail())];
  return [from.skip('offset') ? Number(from.take('number') ?? from.fail()) : 0, first];
}

/** SELECT, behind its first word. Throws SqlError. */
export function select(from: Words, scene: Scene): Result {
  const query = readQuery(from, scene);
  if (!from.done) from.fail();
  const { sources, rows } = query.from ?? start;
  const env = (clause: string, row: Joined) => envOf(scene, clause, sources, row);
  query.where?.value(env('WHERE', []));
  const kept = rows.filter((row) => holds(query.where, env('WHERE', row)));
  const items = expanded(query.items, sources);
  // Columns that are not there are told even when there is no row.
  for (const item of items) item.value({ ...env('SELECT', []), group: [] });
  const envs = grouped(
    query,
    items,
    kept.map((row) => env('SELECT', row)),
    env('SELECT', []),
  );
  const chosen = envs.filter((one) => holds(query.having, named(one, items, 'HAVING')));
  const sorted = ordered(chosen, query.orders, items);
  const all = sorted.map((one) => items.map((item) => item.value(one)));
  const single = query.distinct ? [...new Map(all.map((row) => [JSON.stringify(row), row])).values()] : all;
  const [skip, count] = query.limit;
  return { columns: items.map(({ name }) => name), rows: single.slice(skip, skip + count) };
}

/** Every item as an expression; a star becomes the columns of all sources. */
function expanded(items: readonly Item[], sources: readonly Source[]): readonly Expression[] {
  return items.flatMap((item) => {
    if (!('all' in item)) return [item];
    if (sources.length === 0) throw new SqlError(1096, 'HY000', 'No tables used');
    return sources.flatMap((source) =>
      source.table.columns.map(({ name }): Expression => ({
        name,
        aggregate: false,
        value: (env) => env.column(name, source.name) ?? null,
      })),
    );
  });
}

/** One environment for each row of the answer: a group's is its first row's, with the group. */
function grouped(query: Query, items: readonly Expression[], envs: readonly Env[], empty: Env): readonly Env[] {
  const counts = items.some(({ aggregate }) => aggregate) || query.having?.aggregate === true;
  if (!query.groups) return counts ? [{ ...(envs[0] ?? empty), group: envs }] : envs;
  const groups = new Map<string, Env[]>();
  for (const env of envs) {
    const key = JSON.stringify(query.groups.map((one) => one.value(named(env, items, 'GROUP BY'))));
    groups.set(key, [...(groups.get(key) ?? []), env]);
  }
  return [...groups.values()].map((group) => ({ ...(group[0] ?? empty), group }));
}

/** The environment of a clause that also knows what the columns of the answer are called. */
const named = (env: Env, items: readonly Expression[], clause: string): Env => ({
  ...env,
  clause,
  column: (name, table) =>
    env.column(name, table) ?? (table === undefined ? items.find((item) => item.name === name)?.value(env) : undefined),
});

function ordered(envs: readonly Env[], orders: readonly Order[], items: readonly Expression[]): readonly Env[] {
  const keys = new Map(
    envs.map((env) => [env, orders.map(({ by }) => orderValue(by, named(env, items, 'ORDER BY'), items))]),
  );
  return [...envs].sort((left, right) => {
    for (const [index, { down }] of orders.entries()) {
      const order = compare(keys.get(left)?.[index] ?? null, keys.get(right)?.[index] ?? null);
      if (order !== 0) return down ? -order : order;
    }
    return 0;
  });
}

/** `ORDER BY 2` is the second column of the answer. */
function orderValue(by: Expression, env: Env, items: readonly Expression[]): Value {
  const item = /^\d+$/.test(by.name) ? items[Number(by.name) - 1] : undefined;
  return (item ?? by).value(env);
}
